import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { RootId } from '../../domain/library/ids';
import { createFolderWatch } from './watch-folders';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const record = (path: string): FileSystemChangeRecord => {
  return { type: 'appeared', root: {} as FileSystemHandle, changedHandle: null, relativePathComponents: path.split('/'), relativePathMovedFrom: null };
};

function watched() {
  let tell: (path: string) => void = () => undefined;
  class Observer implements FileSystemObserver {
    constructor(listener: (records: readonly FileSystemChangeRecord[], observer: FileSystemObserver) => void) {
      tell = (path) => listener([record(path)], this);
    }

    observe = async (): Promise<void> => undefined;
    unobserve = (): void => undefined;
    disconnect = (): void => undefined;
  }
  const told: string[][] = [];
  const watch = createFolderWatch({ Observer, now: () => Date.now(), onChanged: (_, folders) => told.push([...folders]) });
  watch.follow([{ rootId: 1 as RootId, kind: 'folder', handle: {} as FileSystemDirectoryHandle }]);
  return { told, tell: (path: string) => tell(path) };
}

test('files that come one after the other are told once, when no more come', () => {
  const { told, tell } = watched();
  for (let i = 0; i < 4; i++) {
    tell(`Album/${i}.mp3`);
    vi.advanceTimersByTime(900);
  }
  expect(told).toEqual([]);
  vi.advanceTimersByTime(100);
  expect(told).toEqual([['Album']]);
});

test('a copy that goes on and on is told on the way', () => {
  const { told, tell } = watched();
  for (let i = 0; i < 20; i++) {
    tell(`Album ${i}/1.mp3`);
    vi.advanceTimersByTime(500);
  }
  expect(told.length).toBeGreaterThanOrEqual(1);
  expect(told[0]?.length).toBeLessThan(20);
  vi.advanceTimersByTime(1000);
  expect(new Set(told.flat()).size).toBe(20);
});

test('what is no music starts nothing', () => {
  const { told, tell } = watched();
  tell('.hidden/x.mp3');
  vi.advanceTimersByTime(60_000);
  expect(told).toEqual([]);
});
