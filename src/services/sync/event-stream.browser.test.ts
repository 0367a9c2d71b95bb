import { expect, onTestFinished, test, vi } from 'vitest';
import type { AppError } from '../../domain/result';
import type { LiveEvent } from '../../domain/sync/live';
import { openEventStream } from './event-stream';
import { fakeServer, refuse, SERVER_URL, type FakeServer } from './testing/fake-server';

function listen(server: FakeServer, silenceMs = 60_000) {
  const events: LiveEvent[] = [];
  const closed: AppError[] = [];
  let opened = 0;
  const stream = openEventStream({
    fetch: server.fetch, caller: { url: SERVER_URL, token: 'secret' }, random: () => 0, silenceMs,
    onEvent: (event) => events.push(event), onOpen: () => opened++, onClosed: (error) => closed.push(error),
  });
  onTestFinished(() => stream.end());
  const opens = (times: number) => vi.waitFor(() => expect([opened, server.streams]).toEqual([times, 1]), { timeout: 5_000 });
  return { stream, events, closed, opens };
}

const update = (cursor: number): LiveEvent => ({ type: 'library_update', data: { libraryId: 'lib', cursor } });

test('hands on events, however they are cut on their way', async () => {
  const server = fakeServer();
  const { events, opens } = listen(server);
  await opens(1);
  server.sendRaw('id: 1\nevent: library_up');
  server.sendRaw('date\ndata: {"libraryId":"lib",\ndata: "cursor":7}\n');
  server.sendRaw('\n: heartbeat\n\n');
  server.send(update(8), '2');
  await vi.waitFor(() => expect(events).toEqual([update(7), update(8)]));
});

test('passes over what it does not know or what is damaged', async () => {
  const server = fakeServer();
  const { events, opens } = listen(server);
  await opens(1);
  server.sendRaw('event: telepathy\ndata: {}\n\nevent: library_update\ndata: {oops\n\nevent: relay\ndata: {"requestId":"../../x","contentKey":"k","start":0,"end":null}\n\n');
  server.send(update(1));
  await vi.waitFor(() => expect(events).toEqual([update(1)]));
});

test('goes on after a break from the last event it saw', async () => {
  const server = fakeServer();
  const { stream, closed, opens } = listen(server);
  await opens(1);
  server.send(update(1), 'a-17');
  await vi.waitFor(() => expect(server.asked).toHaveLength(1));
  server.cut();
  await vi.waitFor(() => expect(closed).toHaveLength(1));
  stream.retryNow();
  await opens(2);
  expect(server.asked.map((call) => call.headers.get('last-event-id'))).toEqual([null, 'a-17']);
});

test('opens another line at once when the network was away', async () => {
  const server = fakeServer();
  const { stream, closed, opens } = listen(server);
  await opens(1);
  stream.renew();
  await opens(2);
  server.send(update(1));
  server.cut();
  await vi.waitFor(() => expect(closed).toHaveLength(1));
  stream.renew();
  await opens(3);
});

test('takes a silent line for dead and opens another', async () => {
  const server = fakeServer();
  const { closed, opens } = listen(server, 300);
  await opens(1);
  await opens(2);
  expect(closed[0]?.code).toBe('network');
});

test('a heartbeat keeps the line', async () => {
  const server = fakeServer();
  const { closed, opens } = listen(server, 300);
  await opens(1);
  for (let i = 0; i < 8; i++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    server.sendRaw(':\n\n');
  }
  expect(closed).toEqual([]);
});

test('waits longer after each failure', async () => {
  const server = fakeServer();
  server.down = true;
  const { closed } = listen(server);
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  // 0.5 s, 1 s, 2 s where chance takes all it may.
  expect([closed.length, server.asked.length]).toEqual([3, 3]);
});

test('does not come back after a refusal, until asked to', async () => {
  const server = fakeServer();
  server.on('GET /api/events', () => refuse(401, 'revoked'));
  const { stream, closed, opens } = listen(server);
  await vi.waitFor(() => expect(closed).toHaveLength(1));
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  expect([closed.map((error) => error.code), server.asked.length]).toEqual([['revoked'], 1]);
  server.on('GET /api/events', undefined);
  stream.retryNow();
  await opens(1);
});

test('an answer that is no stream is a failure', async () => {
  const server = fakeServer();
  server.on('GET /api/events', () => new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } }));
  const { closed } = listen(server);
  await vi.waitFor(() => expect(closed[0]?.code).toBe('server-failed'));
});
