import { expect, onTestFinished, test, vi } from 'vitest';
import { createApp, effectScope, nextTick, shallowRef, watch } from 'vue';
import { addRoot } from '../db/roots';
import { file, TestDevice } from '../db/testing/device';
import { addTracks, trackViews } from '../db/tracks';
import type { DeviceId, TrackId } from '../domain/library/ids';
import { SERVICES, type Services } from './services';
import { useTrackWindow } from './use-track-window';

// Calls through, and can be made to wait.
vi.mock('../db/tracks', { spy: true });

/** A list of five rows a screen over a library of some files. */
async function trackWindow(count: number) {
  const { db } = new TestDevice('here' as DeviceId, () => 1_700_000_000_000);
  const handle = await navigator.storage.getDirectory();
  const rootId = await addRoot(db, { name: 'Music', kind: 'folder', handle, addedAtMs: 1, lastScanAtMs: null, removedAtMs: null });
  const all = await addTracks(db, Array.from({ length: count }, (_, i) => file(i + 1, { rootId, path: `${i}.mp3` })));
  const trackIds = shallowRef(new Uint32Array());
  const shown = shallowRef(trackIds.value);
  const app = createApp({});
  app.provide(SERVICES, { db, pipeline: { focus: () => undefined } } as unknown as Services);
  const scope = effectScope();
  onTestFinished(async () => {
    vi.mocked(trackViews).mockRestore();
    scope.stop();
    await db.delete();
  });
  const list = scope.run(() => app.runWithContext(() => useTrackWindow(() => trackIds.value, shown, () => ({ first: 0, end: 5 }))));
  if (!list) throw new Error('The scope has ended');
  const gaps: TrackId[] = [];
  scope.run(() => watch(shown, (ids) => gaps.push(...([...ids] as TrackId[]).filter((id) => !list.rows.value.has(id))), { flush: 'sync' }));
  return { all, trackIds, shown, list, gaps };
}

test('a list that grows shows no gap: it changes when the rows of its window are read', async () => {
  const { all, trackIds, shown, list, gaps } = await trackWindow(4);
  trackIds.value = Uint32Array.from(all.slice(0, 2));
  await vi.waitFor(() => expect(list.rows.value.size).toBe(2));
  gaps.length = 0;
  trackIds.value = Uint32Array.from(all.toReversed());
  await nextTick();
  expect(shown.value, 'the rows are not read yet').toHaveLength(2);
  await vi.waitFor(() => expect([...shown.value]).toEqual(all.toReversed()));
  expect(gaps).toEqual([]);
});

test('what changes only below the window shows at once', async () => {
  const { all, trackIds, shown, list } = await trackWindow(40);
  trackIds.value = Uint32Array.from(all.slice(0, 35));
  await vi.waitFor(() => expect(list.rows.value.size).toBe(32));
  trackIds.value = Uint32Array.from(all);
  await nextTick();
  expect(shown.value).toHaveLength(40);
});

test('a list that becomes empty shows so at once', async () => {
  const { all, trackIds, shown, list } = await trackWindow(3);
  trackIds.value = Uint32Array.from(all);
  await vi.waitFor(() => expect(list.rows.value.size).toBe(3));
  trackIds.value = new Uint32Array();
  await nextTick();
  expect(shown.value).toHaveLength(0);
});

test('where the database is busy the list shows with gaps after a while', async () => {
  const { all, trackIds, shown, list } = await trackWindow(4);
  trackIds.value = Uint32Array.from(all.slice(0, 2));
  await vi.waitFor(() => expect(list.rows.value.size).toBe(2));
  vi.mocked(trackViews).mockReturnValue(new Promise(() => undefined));
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  trackIds.value = Uint32Array.from(all);
  await nextTick();
  expect(shown.value).toHaveLength(2);
  vi.advanceTimersByTime(1_500);
  vi.useRealTimers();
  expect(shown.value).toHaveLength(4);
});
