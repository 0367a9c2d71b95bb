// Figures for Prometheus. Labels are routes and kinds, never ids: their number is bounded, and they tell nothing of a person.
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

const PREFIX = 'soniquebay_';

export interface MetricSources {
  readonly openStreams: () => number;
  readonly databaseBytes: () => Promise<number>;
}

export interface Metrics {
  readonly requestSeconds: Histogram<'method' | 'route' | 'status'>;
  readonly syncItems: Counter<'direction' | 'kind'>;
  readonly events: Counter<'type'>;
  readonly failures: Counter;
  /** In the text format of Prometheus. */
  text(): Promise<string>;
  readonly contentType: string;
}

export function createMetrics({ openStreams, databaseBytes }: MetricSources): Metrics {
  const registry = new Registry();
  const registers = [registry];
  // Memory, processor time, and the lag of the event loop.
  collectDefaultMetrics({ register: registry });
  const openStreamGauge: Gauge = new Gauge({
    name: `${PREFIX}open_streams`, help: 'Event streams open on this instance', registers,
    collect: () => openStreamGauge.set(openStreams()),
  });
  const databaseGauge: Gauge = new Gauge({
    name: `${PREFIX}database_bytes`, help: 'Size of the database', registers,
    collect: async () => databaseGauge.set(await databaseBytes()),
  });
  return {
    requestSeconds: new Histogram({
      name: `${PREFIX}http_request_seconds`, help: 'Time to answer, by route', registers,
      labelNames: ['method', 'route', 'status'], buckets: [0.001, 0.005, 0.02, 0.1, 0.3, 1, 3, 10],
    }),
    syncItems: new Counter({ name: `${PREFIX}sync_items_total`, help: 'Ops, plays and facts in sync bodies', registers, labelNames: ['direction', 'kind'] }),
    events: new Counter({ name: `${PREFIX}events_total`, help: 'Live events, by type', registers, labelNames: ['type'] }),
    failures: new Counter({ name: `${PREFIX}failures_total`, help: 'Failures of the server itself', registers }),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
