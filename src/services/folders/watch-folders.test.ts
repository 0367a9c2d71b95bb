import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { RootId } from '../../domain/library/ids';
import { createFolderWatch } from './watch-folders';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const record = (path: string, type: FileSystemChangeType = 'appeared'): FileSystemChangeRecord => {
  return { type, root: {} as FileSystemHandle, changedHandle: null, relativePathComponents: path.split('/'), relativePathMovedFrom: null };
};

function watched() {
  let tell: (path: string, type?: FileSystemChangeType) => void = () => undefined;
  let begun = 0;
  class Observer implements FileSystemObserver {
    constructor(listener: (records: readonly FileSystemChangeRecord[], observer: FileSystemObserver) => void) {
      begun++;
      tell = (path, type) => listener([record(path, type)], this);
    }

    observe = async (): Promise<void> => undefined;
    unobserve = (): void => undefined;
    disconnect = (): void => undefined;
  }
  const told: string[][] = [];
  const watch = createFolderWatch({ Observer, now: () => Date.now(), onChanged: (_, folders) => told.push([...folders]) });
  const follow = (): void => watch.follow([{ rootId: 1 as RootId, kind: 'folder', handle: {} as FileSystemDirectoryHandle }]);
  follow();
  return { told, tell: (path: string, type?: FileSystemChangeType) => tell(path, type), follow, away: () => watch.follow([]), begun: () => begun };
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

test('a folder whose watching breaks off again and again is let be; one that was away is watched anew', () => {
  const { told, tell, follow, away, begun } = watched();
  for (let i = 0; i < 6; i++) {
    tell('', 'errored');
    vi.advanceTimersByTime(1000);
    // A scan follows, and after it the folder is still there.
    follow();
  }
  expect(begun()).toBe(3);
  expect(told).toEqual([[''], [''], ['']]);
  away();
  follow();
  expect(begun()).toBe(4);
});
