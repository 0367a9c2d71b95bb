import { expect, onTestFinished, test } from 'vitest';
import type { OddApi } from './odd.test-worker';
import { workerClient, type WorkerClientOptions } from './worker-client';

function oddClient(options?: WorkerClientOptions) {
  const client = workerClient<OddApi>(() => new Worker(new URL('./odd.test-worker.ts', import.meta.url), { type: 'module' }), options);
  onTestFinished(() => client.dispose());
  return client;
}

test('calls reach the worker and its Result comes back', async () => {
  expect(await oddClient().calls.add(2, 3)).toEqual({ ok: true, value: 5 });
});

test('a plain callback is passed through', async () => {
  const told: number[] = [];
  await oddClient().calls.count(3, (n) => told.push(n));
  expect(told).toEqual([1, 2, 3]);
});

test('every pending call answers worker-crashed when the worker dies', async () => {
  const client = oddClient();
  const answers = await Promise.all([client.calls.hang(), client.calls.crash()]);
  expect(answers.map((answer) => !answer.ok && answer.error.code)).toEqual(['worker-crashed', 'worker-crashed']);
});

test('after a crash the next call gets a new worker', async () => {
  const client = oddClient();
  await client.calls.crash();
  expect(await client.calls.add(1, 1)).toEqual({ ok: true, value: 2 });
});

test('listeners learn of a crash, not of an end on purpose', async () => {
  const client = oddClient();
  const crashes: string[] = [];
  client.onCrash((error) => crashes.push(error.code));
  await client.calls.crash();
  await client.calls.add(1, 1);
  client.restart();
  client.dispose();
  expect(crashes).toEqual(['worker-crashed']);
});

test('a worker stuck in a loop answers timeout and is replaced', async () => {
  const client = oddClient();
  await client.calls.add(1, 1);
  const answer = await client.within(200).spin();
  expect(answer).toMatchObject({ ok: false, error: { code: 'timeout' } });
  expect(await client.calls.add(1, 1)).toEqual({ ok: true, value: 2 });
});

test('the limit of all calls can be set once', async () => {
  expect(await oddClient({ timeoutMs: 200 }).calls.hang()).toMatchObject({ error: { code: 'timeout' } });
});

test('restart ends pending calls with worker-crashed', async () => {
  const client = oddClient();
  const pending = client.calls.hang();
  client.restart();
  expect(await pending).toMatchObject({ error: { code: 'worker-crashed' } });
});

test('a call after dispose answers worker-crashed', async () => {
  const client = oddClient();
  client.dispose();
  expect(await client.calls.add(1, 1)).toMatchObject({ error: { code: 'worker-crashed' } });
});

test('a script that cannot be loaded answers worker-crashed', async () => {
  const client = workerClient<OddApi>(() => new Worker('/no-such-worker.js', { type: 'module' }));
  expect(await client.calls.add(1, 1)).toMatchObject({ error: { code: 'worker-crashed' } });
});

test('a bug thrown in a call answers internal with where it was thrown, and leaves the worker alive', async () => {
  const client = oddClient();
  const stack = expect.stringContaining('odd.test-worker');
  expect(await client.calls.bug()).toMatchObject({ ok: false, error: { code: 'internal', detail: 'TypeError: not a function', stack } });
  expect(await client.calls.add(1, 1)).toEqual({ ok: true, value: 2 });
});
