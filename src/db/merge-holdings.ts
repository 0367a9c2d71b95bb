// Which devices hold a recording, and under which albums, after what they said.
import type { ContentKey, DeviceId } from '../domain/library/ids';
import type { Holding } from '../domain/sync/fact-values';
import type { Database, HoldingRow } from './database';
import { hasWithdrawn } from './holdings';
import type { KnownKeys } from './known-keys';

export interface HoldingMerge {
  /** Other devices that hold a recording, where that arrived or was asked for. */
  readonly holders: ReadonlyMap<ContentKey, readonly DeviceId[]>;
  /** Recordings of which something was known before. */
  readonly held: ReadonlySet<ContentKey>;
  /** Recordings of which something new was said, and their rows. */
  readonly changed: ReadonlySet<ContentKey>;
  readonly rows: readonly HoldingRow[];
  /** Recordings of which a device withdrew tags. */
  readonly withdrawn: ReadonlySet<ContentKey>;
}

/** @param holdings as they arrived; @param alsoOf recordings to be looked up besides */
export async function mergeHoldings(db: Database, holdings: readonly Holding[], alsoOf: readonly ContentKey[], known: KnownKeys): Promise<HoldingMerge> {
  const keys = [...new Set([...holdings.map((holding) => holding.contentKey), ...alsoOf])].filter((key) => known.has(key));
  const rows = new Map<ContentKey, HoldingRow>();
  for (const row of await db.holdings.bulkGet(keys)) if (row) rows.set(row.contentKey, row);
  const held = new Set(rows.keys());
  const changed = new Set<ContentKey>();
  for (const holding of holdings) {
    const before = rows.get(holding.contentKey);
    const after = withHolding(before, holding);
    if (after === before) continue;
    rows.set(holding.contentKey, after);
    changed.add(holding.contentKey);
  }
  const all = [...rows.values()];
  return {
    holders: new Map(all.map((row) => [row.contentKey, row.deviceIds])),
    held, changed,
    rows: all.filter((row) => changed.has(row.contentKey)),
    withdrawn: new Set(all.filter(hasWithdrawn).map((row) => row.contentKey)),
  };
}

/** What a device says takes the place of what it said before; the same row where that is nothing new. */
function withHolding(before: HoldingRow | undefined, { contentKey, deviceId, held, albums, withdrawn }: Holding): HoldingRow {
  const said = { albums, withdrawn };
  if (before && before.deviceIds.includes(deviceId) === held && JSON.stringify(before.tagged?.[deviceId]) === JSON.stringify(said)) return before;
  const others = (before?.deviceIds ?? []).filter((each) => each !== deviceId);
  return { contentKey, deviceIds: held ? [...others, deviceId] : others, tagged: { ...before?.tagged, [deviceId]: said } };
}
