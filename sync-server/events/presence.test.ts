import { beforeEach, describe, expect, it } from 'vitest';
import type { InstanceBus, PeerSignal } from './instance-bus';
import { createListeners } from './listeners';
import { ALIVE_EVERY_MS, createPresence, DEAD_AFTER_MS, OFFLINE_GRACE_MS, type Presence } from './presence';
import { DESKTOP, PHONE } from './testing/event-samples';
import { manualClock, type ManualClock } from './testing/manual-timers';

/** Instances that hear each other at once, until one is cut off. */
function network() {
  const members = new Map<string, { readonly hear: (signal: PeerSignal, from: string) => void; readonly gap: () => void; connected: boolean }>();
  return {
    cutOff: (id: string) => void Object.assign(members.get(id) ?? {}, { connected: false }),
    comeBack(id: string) {
      Object.assign(members.get(id) ?? {}, { connected: true });
      members.get(id)?.gap();
    },
    join(instanceId: string): InstanceBus {
      const peers = createListeners<[PeerSignal, string]>((thrown) => { throw thrown; });
      const gaps = createListeners<[]>((thrown) => { throw thrown; });
      members.set(instanceId, { hear: peers.tell, gap: gaps.tell, connected: true });
      return {
        instanceId,
        publish: () => undefined,
        subscribe: () => () => undefined,
        tellPeers(signal) {
          if (!members.get(instanceId)?.connected) return;
          for (const [id, member] of members) if (id !== instanceId && member.connected) member.hear(signal, instanceId);
        },
        onPeer: (listener) => peers.add(listener),
        onGap: (listener) => gaps.add(listener),
        close: async () => undefined,
      };
    },
  };
}

const LIBRARY = 'library';
const desktop = { libraryId: LIBRARY, deviceId: DESKTOP };
const phone = { libraryId: LIBRARY, deviceId: PHONE };

let clock: ManualClock;
let net: ReturnType<typeof network>;
let a: Presence;
let b: Presence;
let changesAtB: string[];

function start(id: string): Presence {
  return createPresence(net.join(id), { instanceUrl: `http://${id}/`, now: clock.now, timers: clock });
}

beforeEach(() => {
  clock = manualClock();
  net = network();
  [a, b] = [start('a'), start('b')];
  changesAtB = [];
  b.onChange(({ libraryId, deviceId }) => changesAtB.push(`${deviceId} ${b.isOnline(libraryId, deviceId) ? 'on' : 'off'}`));
});

describe('a device', () => {
  it('is online everywhere from its first stream on, on whichever instance', () => {
    a.join(desktop);
    expect([a, b].map((presence) => presence.isOnline(LIBRARY, DESKTOP))).toEqual([true, true]);
    expect(changesAtB).toEqual(['desktop on']);
  });

  it('of another library with the same id is another device', () => {
    a.join(desktop);
    expect(b.isOnline('other', DESKTOP)).toBe(false);
  });

  it('goes offline a moment after its last stream, not before', () => {
    const [first, second] = [a.join(desktop), a.join(desktop)];
    first();
    clock.pass(OFFLINE_GRACE_MS);
    expect(b.isOnline(LIBRARY, DESKTOP)).toBe(true);
    second();
    clock.pass(OFFLINE_GRACE_MS - 1);
    expect(b.isOnline(LIBRARY, DESKTOP)).toBe(true);
    clock.pass(1);
    expect([b.isOnline(LIBRARY, DESKTOP), changesAtB]).toEqual([false, ['desktop on', 'desktop off']]);
  });

  it('that reloads its page does not go offline for it', () => {
    a.join(desktop)();
    clock.pass(OFFLINE_GRACE_MS - 1);
    a.join(desktop);
    clock.pass(60_000);
    expect(changesAtB).toEqual(['desktop on']);
  });

  it('that moves to another instance stays online', () => {
    const leave = a.join(desktop);
    b.join(desktop);
    leave();
    clock.pass(60_000);
    expect([a.isOnline(LIBRARY, DESKTOP), changesAtB]).toEqual([true, ['desktop on']]);
  });

  it('ends once, however often its connection says so', () => {
    const [first] = [a.join(desktop), a.join(desktop)];
    first();
    first();
    clock.pass(60_000);
    expect(b.isOnline(LIBRARY, DESKTOP)).toBe(true);
  });
});

describe('an instance', () => {
  it('that starts later knows at once who is where', () => {
    a.join(desktop);
    b.join(phone);
    const c = start('c');
    expect([c.isOnline(LIBRARY, DESKTOP), c.isOnline(LIBRARY, PHONE), c.instances()]).toEqual([true, true, 3]);
    expect([c.instanceUrl('a'), c.instanceUrl('nobody')]).toEqual(['http://a/', undefined]);
  });

  it('that stops in good order takes its devices with it at once', () => {
    a.join(desktop);
    a.close();
    expect([changesAtB, b.instances()]).toEqual([['desktop on', 'desktop off'], 1]);
  });

  it('that crashed takes its devices with it after some seconds', () => {
    a.join(desktop);
    net.cutOff('a');
    clock.pass(DEAD_AFTER_MS - ALIVE_EVERY_MS);
    expect(b.isOnline(LIBRARY, DESKTOP)).toBe(true);
    clock.pass(2 * ALIVE_EVERY_MS);
    expect([changesAtB, b.instanceUrl('a')]).toEqual([['desktop on', 'desktop off'], undefined]);
  });

  it('that stays alive keeps its devices online for ever', () => {
    a.join(desktop);
    clock.pass(3_600_000);
    expect(changesAtB).toEqual(['desktop on']);
  });

  it('that was cut off hears what it missed when it is back', () => {
    a.join(desktop);
    net.cutOff('b');
    a.join(phone);
    net.comeBack('b');
    expect(b.isOnline(LIBRARY, PHONE)).toBe(true);
  });

  it('forgets a device that went while it was cut off', () => {
    const leave = a.join(desktop);
    net.cutOff('b');
    leave();
    clock.pass(OFFLINE_GRACE_MS);
    net.comeBack('b');
    expect(b.isOnline(LIBRARY, DESKTOP)).toBe(false);
  });
});
