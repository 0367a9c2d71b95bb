// What this instance does, as numbers: for the Admin page and for Prometheus.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { FastifyInstance } from 'fastify';
import type { AdminError } from '../../src/domain/sync/admin';
import type { EventBus } from '../events/bus';
import type { Store } from '../store/schema';
import { databaseBytes } from './database';
import { createMetrics, type Metrics } from './metrics';
import { createRate } from './rate';
import { countSyncItems } from './sync-items';

const KEPT_ERRORS = 50;
const LAG_RESOLUTION_MS = 20;
/** Their answers end when the reader leaves, which says nothing about the server. */
const ENDLESS_ROUTES = new Set(['/api/events']);

export interface FiguresDeps {
  readonly store: Store;
  readonly now: () => number;
  readonly bus: Pick<EventBus, 'subscribe'>;
}

export interface Figures {
  /** For the error handler. */
  readonly onFailure: (failure: AdminError) => void;
  /** For the routes of events. */
  readonly onHub: (hub: { streamCount(): number }) => void;
  /** Measures requests. To be called on the root instance before any route. */
  install(app: FastifyInstance): void;
  readonly metrics: Metrics;
  /** Newest first. */
  errors(): readonly AdminError[];
  openStreams(): number;
  eventsPerSecond(): number;
  requestsPerSecond(): number;
  pendingRequests(): number;
  eventLoopLagMs(): number;
}

export function createFigures({ store, now, bus }: FiguresDeps): Figures {
  const errors: AdminError[] = [];
  const requests = createRate(now);
  const events = createRate(now);
  const lag = monitorEventLoopDelay({ resolution: LAG_RESOLUTION_MS });
  let pending = 0;
  let openStreams = (): number => 0;
  const metrics = createMetrics({ openStreams: () => openStreams(), databaseBytes: () => databaseBytes(store) });

  function install(app: FastifyInstance): void {
    lag.enable();
    const unsubscribe = bus.subscribe(({ event }) => {
      events.add();
      metrics.events.inc({ type: event.type });
    });
    app.addHook('onClose', async () => {
      lag.disable();
      unsubscribe();
    });
    countPending(app, (change) => {
      pending += change;
    });
    app.addHook('onResponse', async (request, reply) => {
      const route = request.routeOptions.url ?? '(none)';
      requests.add();
      if (ENDLESS_ROUTES.has(route)) return;
      metrics.requestSeconds.observe({ method: request.method, route, status: `${Math.floor(reply.statusCode / 100)}xx` }, reply.elapsedTime / 1_000);
    });
    countSyncItems(app, (direction, kind, count) => metrics.syncItems.inc({ direction, kind }, count));
  }

  return {
    onFailure(failure) {
      metrics.failures.inc();
      errors.unshift(failure);
      errors.length = Math.min(errors.length, KEPT_ERRORS);
    },
    onHub(hub) {
      openStreams = () => hub.streamCount();
    },
    install,
    metrics,
    errors: () => errors,
    openStreams: () => openStreams(),
    eventsPerSecond: events.perSecond,
    requestsPerSecond: requests.perSecond,
    pendingRequests: () => pending,
    eventLoopLagMs: () => Math.max(0, lag.percentile(99) / 1e6 - LAG_RESOLUTION_MS),
  };
}

/** Counts a request once when it comes and once when its connection is done with it, however it ends. */
function countPending(app: FastifyInstance, change: (by: 1 | -1) => void): void {
  app.addHook('onRequest', async (request, reply) => {
    if (ENDLESS_ROUTES.has(request.routeOptions.url ?? '')) return;
    change(1);
    reply.raw.once('close', () => change(-1));
  });
}
