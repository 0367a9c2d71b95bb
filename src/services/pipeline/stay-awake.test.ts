import { expect, test, vi } from 'vitest';
import { channel } from '../listenable';
import { INITIAL_PIPELINE } from './pipeline';
import { stayAwake } from './stay-awake';

function awake(isRefused = false) {
  const pipeline = channel(INITIAL_PIPELINE);
  const locks: { released: boolean }[] = [];
  const wakeLock = {
    request: async () => {
      if (isRefused) throw new DOMException('battery', 'NotAllowedError');
      const lock = { released: false, release: async () => void (lock.released = true) };
      locks.push(lock);
      return lock as unknown as WakeLockSentinel;
    },
  };
  const page = Object.assign(new EventTarget(), { visibilityState: 'visible' as DocumentVisibilityState });
  const end = stayAwake({ pipeline, wakeLock, page });
  const see = (visibilityState: DocumentVisibilityState): void => {
    page.visibilityState = visibilityState;
    page.dispatchEvent(new Event('visibilitychange'));
  };
  const held = () => locks.filter((lock) => !lock.released).length;
  const work = (overnight: boolean, phase: 'running' | 'idle' | 'paused') => pipeline.set({ phase, pace: { ...INITIAL_PIPELINE.pace, overnight } });
  return { locks, held, work, see, end };
}

test('the screen stays on while the night’s work goes on, and no longer', async () => {
  const { held, work } = awake();
  work(false, 'running');
  expect(held()).toBe(0);
  work(true, 'running');
  await vi.waitFor(() => expect(held()).toBe(1));
  work(true, 'running');
  work(true, 'idle');
  await vi.waitFor(() => expect(held()).toBe(0));
});

test('it is asked for again when the page comes back to the front', async () => {
  const { locks, held, work, see } = awake();
  work(true, 'running');
  await vi.waitFor(() => expect(held()).toBe(1));
  see('hidden');
  await vi.waitFor(() => expect(held()).toBe(0));
  see('visible');
  await vi.waitFor(() => expect([held(), locks.length]).toEqual([1, 2]));
});

test('a browser that takes it away while the page is seen is asked again', async () => {
  const { locks, held, work } = awake();
  work(true, 'running');
  await vi.waitFor(() => expect(held()).toBe(1));
  for (const lock of locks) lock.released = true;
  work(true, 'running');
  await vi.waitFor(() => expect([held(), locks.length]).toEqual([1, 2]));
});

test('a pause lets the screen go off, and so does the end', async () => {
  const { held, work, end } = awake();
  work(true, 'running');
  await vi.waitFor(() => expect(held()).toBe(1));
  work(true, 'paused');
  await vi.waitFor(() => expect(held()).toBe(0));
  work(true, 'running');
  await vi.waitFor(() => expect(held()).toBe(1));
  end();
  await vi.waitFor(() => expect(held()).toBe(0));
});

test('a refusal stops nothing', async () => {
  const { held, work } = awake(true);
  work(true, 'running');
  work(true, 'idle');
  await Promise.resolve();
  expect(held()).toBe(0);
});
