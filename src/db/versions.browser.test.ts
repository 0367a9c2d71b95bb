// Preferring and hiding versions: choices that travel, marks of copies that stay.
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { DeviceId, TrackId } from '../domain/library/ids';
import { ModelServer } from '../domain/sync/testing/model-server';
import { file, key, TestDevice } from './testing/device';
import { addTracks, trackViews, tracksOfRecordings } from './tracks';
import { hideVersions, preferNone, preferVersion, showVersions, writeVersions } from './versions';

let nowMs: number;
let server: ModelServer;
let desktop: TestDevice;
let laptop: TestDevice;

beforeEach(async () => {
  nowMs = 1_800_000_000_000;
  server = new ModelServer(() => nowMs);
  [desktop, laptop] = await Promise.all(['desktop', 'laptop'].map((name) => new TestDevice(name as DeviceId, () => nowMs).begin())) as [TestDevice, TestDevice];
});

afterEach(async () => {
  await Promise.all([desktop, laptop].map((device) => device.db.delete()));
});

async function meet(...devices: TestDevice[]): Promise<void> {
  for (const device of devices) {
    nowMs += 1_000;
    expect(await device.exchange(server.remote())).toMatchObject({ ok: true });
  }
}

/** What is preferred and hidden of tracks, in order: `p`, `h` or `-`. */
async function marks({ db }: TestDevice, ids: readonly TrackId[]): Promise<string> {
  const views = await trackViews(db, ids);
  return views.map(({ preferred, hidden }) => (preferred ? 'p' : '') + (hidden ? 'h' : '') || '-').join(' ');
}

it('prefers one of two recordings, on all devices, and takes it back', async () => {
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
  const ids = await addTracks(desktop.db, [file(1, { path: 'a/one.flac' }), file(1, { path: 'b/one.flac' })]);
  const before = await desktop.db.meta.get('seq');
  expect(await showVersions(desktop.db, ids, desktop.deps)).toEqual({ choices: [], copies: new Map() });
  expect(await desktop.db.meta.get('seq')).toEqual(before);
  await hideVersions(desktop.db, [ids[0] as TrackId], desktop.deps);
  expect((await desktop.db.tracks.get(ids[0] as TrackId))?.seq).toBe(Number(before?.value) + 1);
});
