// Preferring and hiding versions: choices that travel, marks of copies that stay.
import { expect, it } from 'vitest';
import type { TrackId } from '../domain/library/ids';
import { desktopAndLaptop } from './testing/desktop-and-laptop';
import { file, key, type TestDevice } from './testing/device';
import { addTracks, trackViews, tracksOfRecordings } from './tracks';
import { hideVersions, preferNone, preferVersion, showVersions, writeVersions } from './versions';

const devices = desktopAndLaptop();

/** What is preferred and hidden of tracks, in order: `p`, `h` or `-`. */
async function marks({ db }: TestDevice, ids: readonly TrackId[]): Promise<string> {
  const views = await trackViews(db, ids);
  return views.map(({ preferred, hidden }) => (preferred ? 'p' : '') + (hidden ? 'h' : '') || '-').join(' ');
}

it('prefers one of two recordings, on all devices, and takes it back', async () => {
  const { desktop, laptop, meet } = devices();
  const here = await addTracks(desktop.db, [file(1, { path: 'one.flac' }), file(2, { path: 'one.mp3' })]);
  const there = await addTracks(laptop.db, [file(1, { path: 'one.flac' }), file(2, { path: 'one.mp3' })]);
  const [flac, mp3] = here as [TrackId, TrackId];
  const undo = await preferVersion(desktop.db, mp3, here, desktop.deps);
  expect(await marks(desktop, here)).toBe('- p');
  await preferVersion(desktop.db, flac, here, desktop.deps);
  expect(await marks(desktop, here)).toBe('p -');
  await meet(desktop, laptop);
  expect(await marks(laptop, there)).toBe('p -');
  await preferNone(desktop.db, flac, desktop.deps);
  await preferVersion(desktop.db, mp3, here, desktop.deps);
  await writeVersions(desktop.db, undo, desktop.deps);
  expect(await marks(desktop, here)).toBe('- -');
});

it('prefers one of two copies, on this device alone', async () => {
  const { desktop } = devices();
  const ids = await addTracks(desktop.db, [file(1, { path: 'a/one.flac' }), file(1, { path: 'b/one.flac' })]);
  const [first, second] = ids as [TrackId, TrackId];
  await preferVersion(desktop.db, first, ids, desktop.deps);
  expect(await marks(desktop, ids)).toBe('p -');
  const undo = await preferVersion(desktop.db, second, ids, desktop.deps);
  expect(await marks(desktop, ids)).toBe('- p');
  expect([...(await tracksOfRecordings(desktop.db, [key(1)])).values()]).toEqual([second]);
  await writeVersions(desktop.db, undo, desktop.deps);
  expect(await marks(desktop, ids)).toBe('p -');
  expect(await desktop.db.choices.count()).toBe(0);
});

it('hides one copy and keeps the other; hides a recording everywhere; shows both again', async () => {
  const { desktop, laptop, meet } = devices();
  const ids = await addTracks(desktop.db, [file(1, { path: 'a/one.flac' }), file(1, { path: 'b/one.flac' }), file(2, { path: 'two.mp3' })]);
  const there = await addTracks(laptop.db, [file(1, { path: 'one.flac' }), file(2, { path: 'two.mp3' })]);
  const undo = await hideVersions(desktop.db, [ids[1] as TrackId, ids[2] as TrackId], desktop.deps);
  expect(await marks(desktop, ids)).toBe('- h h');
  await meet(desktop, laptop);
  expect(await marks(laptop, there)).toBe('- h');
  await showVersions(desktop.db, ids, desktop.deps);
  expect(await marks(desktop, ids)).toBe('- - -');
  await hideVersions(desktop.db, [ids[2] as TrackId], desktop.deps);
  await writeVersions(desktop.db, undo, desktop.deps);
  expect(await marks(desktop, ids)).toBe('- - -');
});

it('writes nothing where all is so already, and lets followers of the library know of marks', async () => {
  const { desktop } = devices();
  const ids = await addTracks(desktop.db, [file(1, { path: 'a/one.flac' }), file(1, { path: 'b/one.flac' })]);
  const before = await desktop.db.meta.get('seq');
  expect(await showVersions(desktop.db, ids, desktop.deps)).toEqual({ choices: [], copies: new Map() });
  expect(await desktop.db.meta.get('seq')).toEqual(before);
  await hideVersions(desktop.db, [ids[0] as TrackId], desktop.deps);
  expect((await desktop.db.tracks.get(ids[0] as TrackId))?.seq).toBe(Number(before?.value) + 1);
});
