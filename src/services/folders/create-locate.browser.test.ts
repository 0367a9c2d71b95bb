// Over real folders and a scan that the test stands in for: it writes the rows that a scan of those files would.
import { expect, onTestFinished, test } from 'vitest';
import { Database } from '../../db/database';
import { addRoot } from '../../db/roots';
import { addTracks } from '../../db/tracks';
import { choiceOf } from '../../domain/sync/choice';
import type { ContentKey, PlaylistId, RootId, TrackId } from '../../domain/library/ids';
import { folderOf } from '../../domain/library/track';
import { createChoices } from '../choices/create-choices';
import { channel } from '../listenable';
import { INITIAL_PIPELINE, type PipelineState } from '../pipeline/pipeline';
import { parsedTrack } from '../pipeline/test-tracks';
import { createFolders } from './create-folders';
import { createLocate } from './create-locate';

const keyed = (key: string): ContentKey => key as ContentKey;

async function device() {
  const db = new Database(`locate ${crypto.randomUUID()}`);
  const top = await (await navigator.storage.getDirectory()).getDirectoryHandle(`locate ${crypto.randomUUID()}`, { create: true });
  onTestFinished(async () => {
    await db.delete();
    await (await navigator.storage.getDirectory()).removeEntry(top.name, { recursive: true });
  });
  const folderAt = async (path: string): Promise<FileSystemDirectoryHandle> => {
    let folder = top;
    for (const name of path.split('/').filter(Boolean)) folder = await folder.getDirectoryHandle(name, { create: true });
    return folder;
  };
  const fileAt = async (path: string) => (await folderAt(folderOf(path))).getFileHandle(path.slice(path.lastIndexOf('/') + 1), { create: true });
  const music = await folderAt('Music');
  const rootId = await addRoot(db, { name: 'Music', kind: 'folder', handle: music, addedAtMs: 0, lastScanAtMs: 1, removedAtMs: null });
  const state = channel<PipelineState>(INITIAL_PIPELINE);
  /** What the next scan finds, by path, with its audio. */
  let onDisk: Readonly<Record<string, string>> = {};
  const scans: { readonly rootId: RootId; readonly within: readonly string[] | undefined }[] = [];
  let atMs = 0;

  function scan(rootIds: readonly RootId[] = [], within?: readonly string[]): void {
    for (const id of rootIds) void run(id, within);
  }

  async function run(id: RootId, within: readonly string[] | undefined): Promise<void> {
    scans.push({ rootId: id, within });
    await Promise.resolve();
    state.set({ scanning: [id] });
    const known = new Set((await db.tracks.toArray()).map((row) => `${row.rootId} ${row.path}`));
    const fresh = Object.entries(onDisk).filter(([path]) => !known.has(`${id} ${path}`));
    await addTracks(db, fresh.map(([path, key]) => parsedTrack(path, { rootId: id, folder: folderOf(path), contentKey: keyed(key) })));
    state.set({ scanning: [], scans: [{ rootId: id, within: within ?? null, atMs: ++atMs, added: fresh.length, changed: 0, moved: 0, missing: 0, unchanged: 0, failed: 0, unreadableFolders: [] }] });
  }

  const choices = createChoices({ db, now: () => 1_000, newId: () => crypto.randomUUID() });
  const folders = createFolders({ db, now: () => 1, showPicker: undefined, scan, onAdded: () => undefined });
  const locating = (picked: FileSystemHandle) => createLocate({
    db, folders, choices, pipeline: { ...state, scan },
    showFilePicker: async () => [picked as FileSystemFileHandle], showPicker: async () => picked as FileSystemDirectoryHandle,
  });
  const lose = (paths: Readonly<Record<string, string>>): Promise<TrackId[]> => addTracks(db, Object.entries(paths).map(([path, key]) => {
    return parsedTrack(path, { rootId, folder: folderOf(path), contentKey: keyed(key), missing: 1, stage: 'embedded', addedAtMs: 77 });
  }));
  const set = (files: Readonly<Record<string, string>>) => void (onDisk = files);
  return { db, rootId, folderAt, fileAt, choices, locating, lose, scans, set, state };
}

test('a file of the same audio gives the missing row its new place, and nothing is there twice', async () => {
  const { db, rootId, fileAt, locating, lose, set, scans } = await device();
  const [lost] = await lose({ 'Old/1.mp3': 'a' });
  set({ 'New/one.mp3': 'a' });
  expect(await locating(await fileAt('Music/New/one.mp3')).file(lost as TrackId)).toEqual({ ok: true, value: { kind: 'found' } });
  expect(scans).toEqual([{ rootId, within: ['New'] }]);
  expect(await db.tracks.toArray()).toMatchObject([{ trackId: lost, path: 'New/one.mp3', missing: 0, addedAtMs: 77, stage: 'embedded' }]);
});

test('a file of other audio is named and not taken; once accepted it is read anew, and what was chosen goes over', async () => {
  const { db, fileAt, choices, locating, lose, set } = await device();
  const [lost] = await lose({ 'Old/1.mp3': 'a' });
  await choices.rate([keyed('a')], 8);
  const playlistId = await choices.createPlaylist('Mine');
  await choices.addToPlaylist(playlistId as PlaylistId, [keyed('a')]);
  set({ 'Old/better.flac': 'b' });
  const locate = locating(await fileAt('Music/Old/better.flac'));
  const answer = await locate.file(lost as TrackId);
  expect(answer).toMatchObject({ ok: true, value: { kind: 'other', pair: { missing: lost } } });
  expect((await db.tracks.get(lost as TrackId))?.missing).toBe(1);
  if (!answer.ok || answer.value.kind !== 'other') throw new Error('no pair');
  await locate.replace([answer.value.pair]);
  expect(await db.tracks.toArray()).toMatchObject([{ trackId: lost, path: 'Old/better.flac', contentKey: 'b', missing: 0, stage: 'parsed', queue: 'sound', addedAtMs: 77 }]);
  expect(choiceOf(await db.choices.get(['recording', 'b']), 'rating')).toBe(8);
  const [entry] = await db.choices.where('[kind+parent]').equals(['playlistEntry', playlistId]).toArray();
  expect(choiceOf(entry, 'contentKey')).toBe('b');
});

test('a file outside every music folder is said to be so', async () => {
  const { fileAt, locating, lose } = await device();
  const [lost] = await lose({ 'Old/1.mp3': 'a' });
  expect(await locating(await fileAt('Elsewhere/1.mp3')).file(lost as TrackId)).toEqual({ ok: true, value: { kind: 'outside', name: '1.mp3' } });
});

test('a file that is no music is refused', async () => {
  const { fileAt, locating, lose } = await device();
  const [lost] = await lose({ 'Old/1.mp3': 'a' });
  expect(await locating(await fileAt('Music/letter.odt')).file(lost as TrackId)).toMatchObject({ ok: false, error: { code: 'not-audio' } });
});

test('a folder that was moved finds all of its files in one go, and says what differs and what lacks', async () => {
  const { db, rootId, folderAt, locating, lose, set } = await device();
  const [one, two, three, four, other] = await lose({ 'Old/A/1.mp3': 'a', 'Old/A/2.mp3': 'b', 'Old/3.mp3': 'c', 'Old/4.mp3': 'd', 'Apart/5.mp3': 'e' });
  set({ 'New/A/1.mp3': 'a', 'New/A/renamed.mp3': 'b', 'New/3.mp3': 'something else' });
  const answer = await locating(await folderAt('Music/New')).folder(rootId, 'Old');
  expect(answer).toMatchObject({ ok: true, value: { found: 2, other: [{ missing: three }], still: 1 } });
  const rows = new Map((await db.tracks.toArray()).map((row) => [row.trackId, row]));
  expect([one, two, four, other].map((id) => [rows.get(id as TrackId)?.path, rows.get(id as TrackId)?.missing])).toEqual([
    ['New/A/1.mp3', 0], ['New/A/renamed.mp3', 0], ['Old/4.mp3', 1], ['Apart/5.mp3', 1],
  ]);
});

test('a folder outside the library becomes a music folder, and missing files are found in it', async () => {
  const { db, rootId, folderAt, locating, lose, set } = await device();
  const [lost] = await lose({ 'Old/1.mp3': 'a' });
  set({ '1.mp3': 'a' });
  const locate = locating(await folderAt('Other disk'));
  expect(await locate.folderOfFile(lost as TrackId)).toMatchObject({ ok: true, value: { found: 1, still: 0 } });
  const [row] = await db.tracks.toArray();
  expect(row?.rootId).not.toBe(rootId);
  expect(row).toMatchObject({ trackId: lost, path: '1.mp3', missing: 0 });
});

test('while the work is paused nothing is looked for', async () => {
  const { fileAt, locating, lose, state, scans } = await device();
  const [lost] = await lose({ 'Old/1.mp3': 'a' });
  state.set({ phase: 'paused' });
  expect(await locating(await fileAt('Music/1.mp3')).file(lost as TrackId)).toMatchObject({ error: { code: 'work-paused' } });
  expect(scans).toEqual([]);
});
