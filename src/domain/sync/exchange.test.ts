import { describe, expect, it } from 'vitest';
import type { ContentKey, DeviceId } from '../library/ids';
import { err, ok } from '../result';
import { choiceOf, type ChoiceChange, type PlayEvent } from './choice';
import { hlcMs } from './clock';
import type { ExchangeProgress } from './connection';
import { exchange, type ExchangeDeps } from './exchange';
import type { Remote } from './ports';
import { MAX_DRIFT_MS, type PushRequest } from './protocol';
import { ModelReplica } from './testing/model-replica';
import { ModelServer } from './testing/model-server';

const NOW_MS = 1_800_000_000_000;
const DAY_MS = 86_400_000;

function world() {
  const clock = { serverMs: NOW_MS, deviceMs: NOW_MS };
  const server = new ModelServer(() => clock.serverMs);
  const replica = new ModelReplica('a' as DeviceId, () => clock.deviceMs);
  const pushes: PushRequest[] = [];
  const remote: Remote = {
    ...server.remote(),
    push: async (request) => {
      pushes.push(request);
      return ok(server.push(request));
    },
  };
  const run = (over: Partial<ExchangeDeps> = {}) => exchange({
    replica, remote, sending: { facts: true, plays: true }, now: replica.clock, stopped: () => false, onProgress: () => undefined, ...over,
  });
  return { clock, server, replica, remote, pushes, run };
}

const rating = (id: string, value: number): ChoiceChange => ({ kind: 'recording', id, field: 'rating', value });
const play = (n: number): PlayEvent => ({ playId: `p${n}`, contentKey: 'x' as ContentKey, atMs: 1, deviceId: 'a' });
const values = (server: ModelServer) => [...server.ops.values()].map(({ item }) => item.value);

describe('choices of a wrong clock', () => {
  it('refused because the clock was set while the round ran, are set right and sent again', async () => {
    const { clock, server, replica, remote, run } = world();
    replica.write([rating('x', 1), rating('x', 2)]);
    clock.deviceMs += 2 * DAY_MS;
    replica.write([rating('x', 3)]);
    clock.deviceMs -= 2 * DAY_MS;
    // Says at first that it is as late as the device once thought.
    const done = await run({ remote: { ...remote, hello: async () => ok({ ...server.hello(), serverNowMs: NOW_MS + 2 * DAY_MS }) } });
    expect(done).toMatchObject({ ok: true, value: { sent: 3, restamped: 1 } });
    expect(values(server)).toEqual([1, 2, 3]);
    expect([...server.ops.keys()].every((hlc) => hlcMs(hlc) <= NOW_MS + MAX_DRIFT_MS)).toBe(true);
    expect(choiceOf(replica.choices.get('recording x'), 'rating')).toBe(3);
  });

  it('that the server goes on refusing wait for another round, and hold up nothing', async () => {
    const { server, replica, remote, run } = world();
    replica.write([rating('x', 1)]);
    replica.play(play(1));
    const [hlc] = [...replica.ops.keys()];
    const refusing: Remote = {
      ...remote,
      push: async (request) => {
        const answer = server.push({ ...request, ops: [] });
        return ok({ ...answer, refused: request.ops.map((_, index) => ({ type: 'op' as const, index, code: 'clock-ahead' as const })) });
      },
    };
    expect(await run({ remote: refusing })).toMatchObject({ ok: true });
    expect([server.plays.size, (await replica.pendingOps('', 9)).map((op) => op.hlc)]).toEqual([1, [hlc]]);
    expect(await run()).toMatchObject({ ok: true, value: { sent: 1 } });
  });
});

describe('what the server does not understand', () => {
  it('stays here, is counted, and holds up nothing', async () => {
    const { server, replica, run } = world();
    server.isInvalid = (item) => ('value' in item && item.value === 13) || ('playId' in item && item.playId === 'p1');
    replica.write([rating('x', 1), rating('y', 13), rating('z', 2)]);
    replica.play(play(1));
    replica.play(play(2));
    expect(await run()).toMatchObject({ ok: true, value: { sent: 3, refused: 2 } });
    expect([values(server), server.plays.size, choiceOf(replica.choices.get('recording y'), 'rating')]).toEqual([[1, 2], 1, 13]);
    expect(await run()).toMatchObject({ ok: true, value: { sent: 0, refused: 0 } });
  });
});

describe('what is sent', () => {
  it('is nothing at all by a reader, who receives', async () => {
    const { server, replica, pushes, run } = world();
    server.push({ ops: [{ ...rating('y', 5), hlc: '019000000000-0000-b' }], plays: [], facts: [] });
    server.role = 'reader';
    replica.write([rating('x', 1)]);
    expect(await run()).toMatchObject({ ok: true, value: { sent: 0, received: 1 } });
    expect([pushes.length, choiceOf(replica.choices.get('recording y'), 'rating')]).toEqual([0, 5]);
  });

  it('follows the switches, and catches up when they are on again', async () => {
    const { server, replica, run } = world();
    replica.play(play(1));
    replica.make('sound', 'x', 1, 'd');
    await run({ sending: { facts: false, plays: false } });
    expect([server.plays.size, server.facts.size]).toEqual([0, 0]);
    await run();
    expect([server.plays.size, server.facts.size]).toEqual([1, 1]);
  });

  it('goes in pieces that the server takes, by items and by bytes', async () => {
    const { server, replica, pushes, run } = world();
    server.maxPushItems = 4;
    server.maxBodyBytes = 5_000;
    replica.write(Array.from({ length: 9 }, (_, i) => rating(`${i}`, i)));
    replica.write(Array.from({ length: 3 }, (_, i): ChoiceChange => ({ kind: 'playlist', id: `${i}`, field: 'name', value: 'n'.repeat(1_000) })));
    await run();
    expect(pushes.map(({ ops }) => ops.length)).toEqual([4, 4, 2, 1, 1]);
    expect(server.ops.size).toBe(12);
  });

  it('does not come back to who sent it right behind what it had, and is not asked for again', async () => {
    const { server, replica, run } = world();
    server.maxPushItems = 2;
    replica.write(Array.from({ length: 5 }, (_, i) => rating(`${i}`, i)));
    expect(await run()).toMatchObject({ ok: true, value: { sent: 5, received: 0 } });
    server.push({ ops: [{ ...rating('z', 9), hlc: '00000000000a-0000-B' }], plays: [], facts: [] });
    expect(await run()).toMatchObject({ ok: true, value: { sent: 0, received: 1 } });
    expect(choiceOf(replica.choices.get('recording z'), 'rating')).toBe(9);
  });

  it('comes back with what another device sent in between, which is not passed over', async () => {
    const { server, replica, remote, run } = world();
    server.maxPushItems = 2;
    replica.write(Array.from({ length: 4 }, (_, i) => rating(`${i}`, i)));
    const crossed: Remote = {
      ...remote,
      push: async (request) => {
        const answer = server.push(request);
        server.push({ ops: [{ ...rating('z', 9), hlc: '00000000000a-0000-B' }], plays: [], facts: [] });
        return ok(answer);
      },
    };
    // The first two lie right behind what the device had; then comes the other's, and the last two behind it.
    expect(await run({ remote: crossed })).toMatchObject({ ok: true, value: { sent: 4, received: 3 } });
    expect(choiceOf(replica.choices.get('recording z'), 'rating')).toBe(9);
  });

  it('is told as it goes', async () => {
    const { replica, run } = world();
    replica.write([rating('x', 1), rating('y', 1)]);
    const seen: ExchangeProgress[] = [];
    await run({ onProgress: (progress) => seen.push(progress) });
    expect(seen).toEqual([
      { phase: 'connecting', done: 0, total: null }, { phase: 'sending', done: 2, total: null }, { phase: 'receiving', done: 0, total: 0 },
    ]);
  });

  it('offers a fact that the server has from another device under the same version and value no second time', async () => {
    const { server, replica, pushes, run } = world();
    server.push({ ops: [], plays: [], facts: [{ kind: 'sound', subject: 'x', version: 1, deviceId: 'A' as DeviceId, revision: 1, digest: 'd', value: new Uint8Array(1) }] });
    replica.make('sound', 'x', 1, 'd');
    await run();
    expect(pushes.flatMap(({ facts }) => facts)).toEqual([]);
  });
});

describe('a round', () => {
  it('that is stopped anywhere answers so, and the next ends it', async () => {
    for (let steps = 0; steps < 6; steps++) {
      const { server, replica, run } = world();
      server.maxPushItems = 1;
      replica.write([rating('x', 1), rating('y', 2)]);
      replica.play(play(1));
      replica.make('sound', 'x', 1, 'd');
      let asked = 0;
      const first = await run({ stopped: () => asked++ >= steps });
      if (!first.ok) expect(first.error.code).toBe('cancelled');
      expect(await run()).toMatchObject({ ok: true });
      expect([server.ops.size, server.plays.size, server.facts.size]).toEqual([2, 1, 1]);
    }
  });

  it('with a server that speaks only newer or older versions says who must be updated', async () => {
    const { server, remote, run } = world();
    const speaking = (protocol: { oldest: number; newest: number }): Remote => ({ ...remote, hello: async () => ok({ ...server.hello(), protocol }) });
    expect(await run({ remote: speaking({ oldest: 7, newest: 9 }) })).toMatchObject({ error: { code: 'client-too-old' } });
    expect(await run({ remote: speaking({ oldest: 0, newest: 0 }) })).toMatchObject({ error: { code: 'server-too-old' } });
  });

  it('passes on why the server cannot be asked', async () => {
    const { remote, run } = world();
    expect(await run({ remote: { ...remote, changes: async () => err('revoked') } })).toEqual(err('revoked'));
  });

  it('ends where a server claims that more is to come and gives nothing', async () => {
    const { server, remote, run } = world();
    server.push({ ops: [{ ...rating('y', 5), hlc: '019000000000-0000-b' }], plays: [], facts: [] });
    expect(await run({ remote: { ...remote, changes: async (after) => ok({ ...server.changes(after, 1), remaining: 5 }) } })).toMatchObject({ ok: true });
  });

  it('stops when the server is restored under way, and the next begins anew', async () => {
    const { server, replica, remote, run } = world();
    const restore = server.backup();
    replica.write([rating('x', 1)]);
    const asked = await run({
      remote: {
        ...remote,
        changes: async (after, limit) => {
          restore();
          return ok(server.changes(after, limit));
        },
      },
    });
    expect(asked).toMatchObject({ ok: false, error: { code: 'network' } });
    expect(server.ops.size).toBe(0);
    await run();
    expect(server.ops.size).toBe(1);
  });

  it('begins anew where the server lies behind what was received, though it does not say that it was restored', async () => {
    const { server, replica, run } = world();
    const restore = server.backup();
    replica.write([rating('x', 1)]);
    await run();
    restore();
    server.epoch = 'epoch-0';
    await run();
    expect(server.ops.size).toBe(1);
  });
});
