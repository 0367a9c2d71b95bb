import { expect, onTestFinished, test, vi } from 'vitest';
import { createApp, effectScope, nextTick, shallowRef, watch } from 'vue';
import { addRoot } from '../db/roots';
import { file, TestDevice } from '../db/testing/device';
import { addTracks, deleteTracks, tracksOfRecordings } from '../db/tracks';
import type { DeviceId, TrackId } from '../domain/library/ids';
import { SERVICES, type Services } from './services';
import { useTrack, type TrackPageData } from './use-track';

// Calls through, and says when a lookup has ended.
vi.mock('../db/tracks', { spy: true });

/** A library in one folder, and what the page of a track shows of it. */
async function trackPage() {
  const { db } = new TestDevice('here' as DeviceId, () => 1_700_000_000_000);
  const handle = await navigator.storage.getDirectory();
  const rootId = await addRoot(db, { name: 'Music', kind: 'folder', handle, addedAtMs: 1, lastScanAtMs: null, removedAtMs: null });
  const trackId = shallowRef(0 as TrackId);
  const successors: (TrackId | null)[] = [];
  const app = createApp({});
  app.provide(SERVICES, { db, pipeline: { focus: () => undefined } } as unknown as Services);
  const scope = effectScope();
  onTestFinished(async () => {
    scope.stop();
    await db.delete();
  });
  const page = scope.run(() => app.runWithContext(() => useTrack(() => trackId.value)));
  if (!page) throw new Error('The scope has ended');
  scope.run(() => watch(page.successor, (found) => successors.push(found), { flush: 'sync' }));

  async function shows(id: TrackId): Promise<void> {
    await vi.waitFor(() => expect(page?.data.value?.row.trackId).toBe(id));
  }

  return {
    db, scope, page, successors, shows,
    add: async (n: number, path: string) => (await addTracks(db, [file(n, { rootId, path })]))[0] as TrackId,
    open: async (id: TrackId) => {
      trackId.value = id;
      await shows(id);
    },
    leaveFor: (id: TrackId) => {
      trackId.value = id;
    },
  };
}

test('a page whose row was replaced by another row of the same recording goes on with that row', async () => {
  const { db, page, add, open, successors } = await trackPage();
  const left = await add(1, 'before.mp3');
  await open(left);
  const next = await add(1, 'after.mp3');
  await deleteTracks(db, [left]);
  await vi.waitFor(() => expect(page.successor.value).toBe(next));
  await open(next);
  expect(successors, 'once there, nothing sends the page on').toEqual([next, null]);
});

test('a page whose recording is gone for good stays and has no successor', async () => {
  const { db, page, add, open, successors } = await trackPage();
  const only = await add(1, 'only.mp3');
  await open(only);
  const lookup = nextLookup();
  await deleteTracks(db, [only]);
  await lookup;
  expect(page.data.value).toBeNull();
  expect(successors).toEqual([]);
});

test('whoever left the page before the lookup ended is not called back', async () => {
  const { db, scope, page, add, open, leaveFor, shows, successors } = await trackPage();
  const [left, elsewhere] = [await add(1, 'before.mp3'), await add(2, 'elsewhere.mp3')];
  await open(left);
  await add(1, 'after.mp3');
  const lookup = nextLookup();
  // This watcher runs right behind the one that begins the lookup, which needs the database and so a later task.
  scope.run(() => watch(page.data, (now: TrackPageData | null | undefined) => {
    if (now === null) leaveFor(elsewhere);
  }));
  await deleteTracks(db, [left]);
  await lookup;
  await shows(elsewhere);
  expect(successors).toEqual([]);
});

/** Ends when the next lookup of a recording's rows has ended and who waits for it has gone on. */
async function nextLookup(): Promise<void> {
  const { mock } = vi.mocked(tracksOfRecordings);
  const before = mock.settledResults.length;
  await vi.waitFor(() => expect(mock.settledResults[before]?.type).toBe('fulfilled'), { timeout: 20_000 });
  await nextTick();
}
