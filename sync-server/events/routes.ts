// The live part of the API: the stream of events, and progress on its way into it.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Type, type Static } from 'typebox';
import { identityOf } from '../auth/authenticate';
import type { Identity } from '../auth/identity';
import { refuse } from '../http/errors';
import type { Store } from '../store/schema';
import { createEventHub, type EventHub } from './event-hub';
import type { InstanceBus } from './instance-bus';
import type { Presence } from './presence';
import { createProgressGate } from './progress-gate';
import { copyHeaders } from './raw-headers';
import { realTimers, type Timers } from './timers';

/** How long a browser waits before it comes again. */
const RETRY_MS = 3_000;
const FIRST_WORDS = `retry: ${RETRY_MS}\n\n`;
const MAX_COUNT = 1_000_000_000;

export interface EventRoutesDeps {
  readonly store: Pick<Store, 'db'>;
  readonly bus: InstanceBus;
  readonly presence: Presence;
  readonly now?: () => number;
  readonly timers?: Timers;
  /** Told the hub once it runs, for figures of the server. */
  readonly onHub?: (hub: Pick<EventHub, 'streamCount'>) => void;
}

const rate = (description: string) => Type.Union([Type.Number({ minimum: 0, maximum: MAX_COUNT }), Type.Null()], { description });

const ProgressBody = Type.Object({
  deviceId: Type.Optional(Type.String({ maxLength: 100, description: 'Ignored: the sender is known.' })),
  runId: Type.String({ minLength: 1, maxLength: 64 }),
  step: Type.Union([Type.Literal('scan'), Type.Literal('parse'), Type.Literal('analyse'), Type.Literal('embed'), Type.Literal('enrich')]),
  current: Type.Integer({ minimum: 0, maximum: MAX_COUNT }),
  total: Type.Integer({ minimum: 0, maximum: MAX_COUNT }),
  percent: Type.Number({ minimum: 0, maximum: 100 }),
  filesPerSecond: rate('Null while unknown.'),
  etaS: rate('Seconds still to go; null while unknown.'),
});

/** `GET /api/events` and `POST /api/events/progress`. */
export async function eventRoutes(app: FastifyInstance, deps: EventRoutesDeps): Promise<void> {
  const { store, bus, presence, now = Date.now, timers = realTimers } = deps;
  const hub = createEventHub({ db: store.db, bus, presence, now, timers });
  deps.onHub?.(hub);
  app.addHook('preClose', async () => hub.close());

  app.get('/api/events', {
    // A hijacked answer passes no compression either: a compressor would hold events back.
    exposeHeadRoute: false,
    config: { access: 'reader' },
    schema: {
      summary: 'Live events as server-sent events: progress, library_update, device, notice, relay',
      description: 'Send the last `id` you have in `Last-Event-ID` to go on there. A reader that falls behind gets only the newest of each kind; one that stays behind is cut off.',
      tags: ['events'],
      produces: ['text/event-stream'],
      headers: Type.Object({ 'last-event-id': Type.Optional(Type.String()) }),
    },
  }, async (request, reply) => openStream(hub, identityOf(request), request, reply));

  const gate = createProgressGate(timers, (libraryId, progress) => {
    bus.publish({ libraryId, to: null, except: progress.deviceId, event: { type: 'progress', data: progress } });
  });
  app.post<{ Body: Static<typeof ProgressBody> }>('/api/events/progress', {
    config: { access: 'reader' },
    schema: { summary: 'Tells the other devices how far this one has come', tags: ['events'], body: ProgressBody, response: { 204: Type.Null({ description: 'Told.' }) } },
  }, async (request, reply) => {
    const { libraryId, deviceId } = identityOf(request);
    gate.offer(libraryId, { ...request.body, deviceId });
    return reply.code(204).send();
  });
}

function openStream(hub: EventHub, identity: Identity, request: FastifyRequest, reply: FastifyReply): void {
  if (hub.isFull(identity)) throw refuse('rate-limited', 'This device has too many streams open.');
  const lastEventId = request.headers['last-event-id'];
  reply.hijack();
  const { raw } = reply;
  copyHeaders(reply);
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  // A write to a connection that just broke is no failure of the server.
  raw.on('error', () => undefined);
  raw.write(FIRST_WORDS);
  const end = hub.open({ libraryId: identity.libraryId, deviceId: identity.deviceId }, raw, typeof lastEventId === 'string' ? lastEventId : null);
  raw.once('close', end);
}
