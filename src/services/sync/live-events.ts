// What comes over the wire as a live event, checked before anything acts on it.
import * as v from 'valibot';
import type { LiveEvent } from '../../domain/sync/live';

const count = v.pipe(v.number(), v.minValue(0));
const figure = v.nullable(v.number());

const schemas = {
  progress: v.object({
    deviceId: v.string(), runId: v.string(), step: v.picklist(['scan', 'parse', 'analyse', 'embed', 'enrich']),
    current: count, total: count, percent: v.number(), filesPerSecond: figure, etaS: figure,
  }),
  library_update: v.object({ libraryId: v.string(), cursor: count }),
  device: v.object({
    deviceId: v.string(), name: v.string(), role: v.picklist(['owner', 'reader']), createdAtMs: count, lastSeenAtMs: figure, lastSyncAtMs: figure,
    online: v.boolean(), shares: v.boolean(), holdings: count, revoked: v.boolean(),
  }),
  notice: v.object({ code: v.picklist(['revoked', 'server-stopping', 'resync']) }),
  relay: v.object({
    requestId: v.pipe(v.string(), v.regex(/^[\w-]+(\.[\w-]+)*$/)), contentKey: v.string(),
    start: v.pipe(count, v.integer()), end: v.nullable(v.pipe(count, v.integer())),
  }),
};

/** The event, or null where it is of a later version or damaged. @param data JSON */
export function liveEventOf(type: string, data: string): LiveEvent | null {
  if (!Object.hasOwn(schemas, type)) return null;
  const parsed = v.safeParse(schemas[type as keyof typeof schemas], jsonOf(data));
  return parsed.success ? ({ type, data: parsed.output } as unknown as LiveEvent) : null;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
