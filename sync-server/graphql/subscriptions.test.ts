import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { DeviceId } from '../../src/domain/library/ids';
import type { LiveEvent, Progress } from '../../src/domain/sync/live';
import type { DeviceInfo } from '../../src/domain/sync/protocol';
import { createLocalBus } from '../events/local-bus';
import { liveEvents } from './live-events';
import { eachStore } from '../store/testing/each-store';
import { graphServer, type GraphServer } from './testing/graph-server';
import { DESKTOP, keyOf, seed } from './testing/seed';

const progress = (current: number, runId = 'run'): Progress => ({ deviceId: 'phone' as DeviceId, runId, step: 'analyse', current, total: 100, percent: current, filesPerSecond: 2.5, etaS: null });

eachStore('GraphQL subscriptions', ({ store }) => {
  let server: GraphServer;
  let url: string;
  beforeEach(async () => {
    server = await graphServer(store());
    url = `${await server.app.listen({ port: 0, host: '127.0.0.1' })}/api/graphql`;
  });
  afterEach(() => server.close());

  const open = async (query: string, token = server.readerToken) => {
    const ending = new AbortController();
    const response = await fetch(url, {
      method: 'POST', signal: ending.signal, body: JSON.stringify({ query }),
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', accept: 'text/event-stream' },
    });
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
    return { messages: messagesOf(response), end: () => ending.abort() };
  };
  const tell = (event: LiveEvent, to: DeviceId | null = null) => server.bus.publish({ libraryId: server.libraryId, to, except: null, event });

  it('tell of every change of the library, whoever makes it', async () => {
    await seed(store(), server.libraryId);
    const { messages, end } = await open('subscription { libraryUpdated { cursor } }');
    const { data } = await server.ask<{ applyEdits: { cursor: number } }>(`mutation { applyEdits(edits: [{ love: { contentKey: "${keyOf(1)}", loved: true } }]) { cursor } }`);
    expect(await messages.next()).toEqual({ value: { data: { libraryUpdated: { cursor: data.applyEdits.cursor } } }, done: false });
    end();
  });

  it('tell how far a device has come, and of devices that change', async () => {
    const runs = await open('subscription { progress { deviceId step current total percent filesPerSecond etaS } }');
    tell({ type: 'progress', data: progress(7) });
    expect((await runs.messages.next()).value).toEqual({ data: { progress: { deviceId: 'phone', step: 'analyse', current: 7, total: 100, percent: 7, filesPerSecond: 2.5, etaS: null } } });
    const devices = await open('subscription { deviceChanged { name online } }');
    tell({ type: 'device', data: { deviceId: DESKTOP, name: 'Desktop', role: 'owner', createdAtMs: 1, lastSeenAtMs: null, lastSyncAtMs: null, online: true, shares: false, holdings: 0, revoked: false } satisfies DeviceInfo });
    expect((await devices.messages.next()).value).toEqual({ data: { deviceChanged: { name: 'Desktop', online: true } } });
    runs.end();
    devices.end();
  });

  it('tell nothing of other libraries', async () => {
    const { messages, end } = await open('subscription { libraryUpdated { cursor } }');
    server.bus.publish({ libraryId: 'another', to: null, except: null, event: { type: 'library_update', data: { libraryId: 'another', cursor: 1 } } });
    tell({ type: 'library_update', data: { libraryId: server.libraryId, cursor: 2 } });
    expect((await messages.next()).value).toEqual({ data: { libraryUpdated: { cursor: 2 } } });
    end();
  });

  it('end when the device is removed from the library', async () => {
    const { messages } = await open('subscription { libraryUpdated { cursor } }');
    tell({ type: 'notice', data: { code: 'revoked' } }, 'reader' as DeviceId);
    expect((await messages.next()).done).toBe(true);
  });

  it('end when the server stops', async () => {
    const { messages } = await open('subscription { libraryUpdated { cursor } }');
    await server.close();
    expect((await messages.next()).done).toBe(true);
  });

  it('need a token', async () => {
    const response = await fetch(url, { method: 'POST', body: '{"query":"subscription { libraryUpdated { cursor } }"}', headers: { 'content-type': 'application/json', accept: 'text/event-stream' } });
    expect(response.status).toBe(401);
  });
});

it('a slow subscriber gets the newest of each kind, and never a backlog', async () => {
  const bus = createLocalBus({ instanceId: 'one', warn: () => undefined });
  const events = liveEvents({ bus, identity: { libraryId: 'l', deviceId: 'd' as DeviceId, role: 'owner', isAdmin: false }, signal: new AbortController().signal }, 'progress');
  for (let i = 0; i < 10_000; i++) bus.publish({ libraryId: 'l', to: null, except: null, event: { type: 'progress', data: progress(i, `run ${i % 2}`) } });
  expect([(await events.next()).value?.current, (await events.next()).value?.current]).toEqual([9_998, 9_999]);
  await events.return?.();
  await bus.close();
});

/** The data of each event, until the stream ends. */
async function* messagesOf(response: Response): AsyncGenerator<unknown> {
  const waiting: EventSourceMessage[] = [];
  const parser = createParser({ onEvent: (event) => waiting.push(event) });
  const decoder = new TextDecoder();
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    parser.feed(decoder.decode(chunk, { stream: true }));
    for (const { event, data } of waiting.splice(0)) {
      if (event === 'next') yield JSON.parse(data) as unknown;
    }
  }
}
