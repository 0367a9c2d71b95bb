import { expect, onTestFinished, test, vi } from 'vitest';
import { createApp, effectScope } from 'vue';
import { addRoot, patchRoot } from '../db/roots';
import { file, TestDevice } from '../db/testing/device';
import { addTracks, patchTracks } from '../db/tracks';
import type { CoverHash, DeviceId, RootId, TrackId } from '../domain/library/ids';
import type { PlaylistFileRow } from '../domain/library/playlist-file';
import { SERVICES, type Services } from './services';
import { useLyrics } from './use-lyrics';
import { useCopyPlaylistFile, usePlaylistFile, usePlaylistFileTiles } from './use-playlist-files';

/** A library of three files, and composables that look at it. */
async function library() {
  const device = new TestDevice('here' as DeviceId, () => 1_700_000_000_000);
  const { db } = device;
  const rootId = await addRoot(db, { name: 'Music', kind: 'folder', handle: await navigator.storage.getDirectory(), addedAtMs: 1, lastScanAtMs: null, removedAtMs: null });
  const trackIds = await addTracks(db, [1, 2, 3].map((n) => file(n, { rootId, path: `A/${n}.mp3`, folder: 'A' })));
  const added: unknown[] = [];
  const choices = { createPlaylist: (name: string) => Promise.resolve(name), addToPlaylist: (...call: unknown[]) => Promise.resolve(void added.push(call)) };
  const app = createApp({});
  app.provide(SERVICES, { db, choices } as unknown as Services);
  const scope = effectScope();
  onTestFinished(async () => {
    scope.stop();
    await db.delete();
  });
  const within = <T>(use: () => T): T => scope.run(() => app.runWithContext(use)) as T;
  return { db, rootId, trackIds, within, added };
}

function list(rootId: RootId, name: string, entries: readonly (readonly TrackId[])[]): PlaylistFileRow {
  return { rootId, path: `Lists/${name}.m3u`, folder: 'Lists', name, entries: entries.map((trackIds, i) => ({ location: `${i}.mp3`, title: null, durationS: null, trackIds })) };
}

test('tiles follow files that come, change and go, covers of their tracks, and removed folders', async () => {
  const { db, rootId, trackIds: [one = 0 as TrackId, two = 0 as TrackId], within } = await library();
  const { value } = within(usePlaylistFileTiles);
  const shown = () => value.value?.map((tile) => [tile.name, tile.trackCount, tile.coverHash]);
  await vi.waitFor(() => expect(shown()).toEqual([]));
  await db.playlistFiles.put(list(rootId, 'b', [[], [one], [two, one]]));
  await vi.waitFor(() => expect(shown()).toEqual([['b', 3, null]]));
  await patchTracks(db, new Map([[one, { coverHash: 'c' as CoverHash }]]));
  await vi.waitFor(() => expect(shown()).toEqual([['b', 3, 'c']]));
  await db.playlistFiles.put(list(rootId, 'a', []));
  await vi.waitFor(() => expect(shown()).toEqual([['a', 0, null], ['b', 3, 'c']]));
  await patchRoot(db, rootId, { removedAtMs: 1 });
  await vi.waitFor(() => expect(shown()).toEqual([]));
});

test('a page shows each track of an entry, and each entry without one; it is gone with its file', async () => {
  const { db, rootId, trackIds: [one = 0 as TrackId, two = 0 as TrackId], within } = await library();
  await db.playlistFiles.put(list(rootId, 'x', [[one], [], [two, one]]));
  const { data, lines } = within(() => usePlaylistFile(() => ({ rootId, path: 'Lists/x.m3u' })));
  await vi.waitFor(() => expect(lines.value.map((line) => [line.entry.location, line.trackId])).toEqual([['0.mp3', one], ['1.mp3', null], ['2.mp3', two], ['2.mp3', one]]));
  expect(data.value?.rootName).toBe('Music');
  await db.playlistFiles.delete([rootId, 'Lists/x.m3u']);
  await vi.waitFor(() => expect(data.value?.row).toBeNull());
});

test('a copy is a playlist of the recordings that were found, in order and as often', async () => {
  const { db, rootId, trackIds: [one = 0 as TrackId, two = 0 as TrackId], within, added } = await library();
  const copy = within(useCopyPlaylistFile);
  expect(await copy(list(rootId, 'x', [[two], [], [one], [two]]))).toBe('x');
  const rows = await db.tracks.bulkGet([two, one, two]);
  expect(added).toEqual([['x', rows.map((row) => row?.contentKey)]]);
});

test('lyrics of a file beside a track come and go with it, before those of its tags', async () => {
  const { db, rootId, trackIds: [trackId = 0 as TrackId], within } = await library();
  const lyrics = within(() => useLyrics(() => ({ trackId, rootId, path: 'A/1.mp3' }), () => [{ text: 'tagged' }]));
  await vi.waitFor(() => expect(lyrics.value.map((each) => each.text)).toEqual(['tagged']));
  await db.lyricsFiles.put({ rootId, path: 'A/1.lrc', folder: 'A', stem: 'a/1', lyrics: { text: 'beside' } });
  await vi.waitFor(() => expect(lyrics.value.map((each) => [each.text, each.fileName])).toEqual([['beside', '1.lrc'], ['tagged', null]]));
  await db.lyricsFiles.clear();
  await vi.waitFor(() => expect(lyrics.value.map((each) => each.text)).toEqual(['tagged']));
});
