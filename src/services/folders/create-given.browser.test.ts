import { expect, onTestFinished, test } from 'vitest';
import { Database } from '../../db/database';
import { createSessionFolders } from '../../db/session-folders';
import { addTracks } from '../../db/tracks';
import type { RootId } from '../../domain/library/ids';
import { parsedTrack } from '../pipeline/test-tracks';
import { createFolders } from './create-folders';
import { createGivenFolders, type GivenDeps } from './create-given';
import type { CopyProgress, GivenFolder } from './given';
import { folderOfInput } from './given-files';
import { purgeRemoved, UNDO_MS } from './purge';

const never = new AbortController().signal;
const quiet = (): void => undefined;

function fileOf(path: string, content = path): File {
  const file = new File([content], path.slice(path.lastIndexOf('/') + 1), { lastModified: 5 });
  Object.defineProperty(file, 'webkitRelativePath', { value: path });
  return file;
}

/** A folder as an input gives it. */
function input(...paths: string[]): GivenFolder {
  const given = folderOfInput(paths.map((path) => fileOf(path)));
  if (!given) throw new Error('nothing given');
  return given;
}

async function page(over: Partial<GivenDeps> = {}) {
  const name = `given ${crypto.randomUUID()}`;
  const db = new Database(name);
  const channel = new BroadcastChannel(name);
  const session = createSessionFolders({ db, channel, withinMs: 50 });
  const top = await (await navigator.storage.getDirectory()).getDirectoryHandle(name, { create: true });
  let nowMs = 1_000;
  const scans: RootId[] = [];
  const scan = (rootIds: readonly RootId[] = []): void => void scans.push(...rootIds);
  const folders = createFolders({ db, now: () => nowMs, showPicker: undefined, scan, onAdded: quiet });
  const storage = { getDirectory: async () => top, estimate: async () => ({ usage: 0, quota: 1_000_000 }) };
  const given = createGivenFolders({ db, now: () => 1, session, folders, scan, storage, askFiles: undefined, hasPicker: false, looseName: () => 'Loose', onAdded: quiet, ...over });
  await folders.load();
  onTestFinished(async () => {
    session.end();
    channel.close();
    await db.delete();
    await (await navigator.storage.getDirectory()).removeEntry(name, { recursive: true });
  });
  const roots = () => folders.state().roots.map(({ name, kind, access }) => ({ name, kind, access }));
  return { db, session, folders, given, scans, top, roots, tick: (ms: number) => void (nowMs += ms), now: () => nowMs };
}

async function must(answer: Promise<{ ok: true; value: RootId } | { ok: false; error: unknown }>): Promise<RootId> {
  const result = await answer;
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

async function contents(folder: FileSystemDirectoryHandle, path = ''): Promise<string[]> {
  const all: string[] = [];
  for await (const entry of folder.values()) {
    const at = path === '' ? entry.name : `${path}/${entry.name}`;
    if (entry.kind === 'directory') all.push(...await contents(entry, at));
    else all.push(`${at}: ${await (await entry.getFile()).text()}`);
  }
  return all.sort();
}

test('of a folder that an input gives, music and what lies beside it are taken, below its name', () => {
  const given = input('Music/A/1.mp3', 'Music/A/cover.jpg', 'Music/letter.odt', 'Music/.hidden/2.mp3', 'Music/A/.DS_Store', 'Music/song.flac');
  expect([given.name, given.files.map(({ path }) => path)]).toEqual(['Music', ['A/1.mp3', 'A/cover.jpg', 'song.flac']]);
  expect(given.bytes).toBe('Music/A/1.mp3Music/A/cover.jpgMusic/song.flac'.length);
});

test('files used for the session are a readable folder, and are scanned', async () => {
  const { given, roots, scans, db } = await page();
  const rootId = await must(given.use(input('Music/1.mp3')));
  expect(roots()).toEqual([{ name: 'Music', kind: 'session', access: 'granted' }]);
  expect(scans).toEqual([rootId]);
  expect((await db.roots.get(rootId))?.handle.kind).toBe('directory');
});

test('the same folder given again, under another name too, is the same root; another one of that name is not', async () => {
  const { given, db, roots } = await page();
  const rootId = await must(given.use(input('Music/A/1.mp3', 'Music/2.mp3')));
  await addTracks(db, [parsedTrack('A/1.mp3', { rootId }), parsedTrack('2.mp3', { rootId })]);
  expect(await must(given.use(input('Renamed/A/1.mp3')))).toBe(rootId);
  expect(await must(given.use(input('Music/other.mp3')))).not.toBe(rootId);
  expect(roots()).toHaveLength(2);
});

test('after a reload the folder is not here and its rows stay; chosen again, it is scanned once', async () => {
  const first = await page();
  const rootId = await must(first.given.use(input('Music/1.mp3')));
  await addTracks(first.db, [parsedTrack('1.mp3', { rootId })]);
  first.session.end();
  const channel = new BroadcastChannel(`other ${first.db.name}`);
  const session = createSessionFolders({ db: first.db, channel, withinMs: 20 });
  onTestFinished(() => {
    session.end();
    channel.close();
  });
  const scans: RootId[] = [];
  const scan = (rootIds: readonly RootId[] = []): void => void scans.push(...rootIds);
  const folders = createFolders({ db: first.db, now: () => 1, showPicker: undefined, scan, onAdded: quiet });
  await folders.load();
  expect(folders.state().roots.map((root) => root.access)).toEqual(['gone']);
  expect(await first.db.tracks.count()).toBe(1);
  const given = createGivenFolders({ db: first.db, now: () => 1, session, folders, scan, storage: undefined, askFiles: undefined, hasPicker: false, looseName: () => '', onAdded: quiet });
  expect(await must(given.use(input('Music/1.mp3')))).toBe(rootId);
  expect(folders.state().roots.map((root) => root.access)).toEqual(['granted']);
  expect(scans).toEqual([rootId]);
});

test('copied files are in the app’s own storage, byte for byte, as a music folder', async () => {
  const { given, top, roots } = await page();
  const told: CopyProgress[] = [];
  await must(given.copy(input('Music/A/1.mp3', 'Music/A/cover.jpg'), (progress) => told.push(progress), never));
  expect(await contents(top)).toEqual(['copied-music/Music/A/1.mp3: Music/A/1.mp3', 'copied-music/Music/A/cover.jpg: Music/A/cover.jpg']);
  expect(roots()).toEqual([{ name: 'Music', kind: 'copied', access: 'granted' }]);
  expect(told.at(-1)).toEqual({ doneFiles: 2, totalFiles: 2, doneBytes: 30, totalBytes: 30 });
});

test('a copy that was stopped keeps whole files alone, and the next one copies the rest', async () => {
  const { given, top, db } = await page();
  const stop = new AbortController();
  const whole = input('Music/1.mp3', 'Music/2.mp3', 'Music/3.mp3');
  const stopped = await given.copy(whole, ({ doneFiles }) => {
    if (doneFiles === 2) stop.abort();
  }, stop.signal);
  expect(stopped).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  const before = await contents(top);
  expect(before).toHaveLength(2);
  await must(given.copy(whole, quiet, never));
  expect(await contents(top)).toHaveLength(3);
  expect(await db.roots.count()).toBe(1);
});

test('a file that was broken off in its middle leaves nothing behind', async () => {
  const { given, top } = await page();
  const stop = new AbortController();
  const whole = input('Music/1.mp3', 'Music/2.mp3');
  const second = whole.files[1]?.file as File;
  let part = 0;
  Object.defineProperty(second, 'stream', { value: () => new ReadableStream({
    pull(controller) {
      if (part++ === 0) controller.enqueue(new Uint8Array([1, 2, 3]));
      else stop.abort();
    },
  }) });
  expect(await given.copy(whole, quiet, stop.signal)).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  expect(await contents(top)).toEqual(['copied-music/Music/1.mp3: Music/1.mp3']);
});

test('another folder of the same name is copied beside the first, and overwrites nothing', async () => {
  const { given, top } = await page();
  await must(given.copy(input('Music/1.mp3'), quiet, never));
  const other = folderOfInput([fileOf('Music/1.mp3', 'quite another song')]) as GivenFolder;
  await must(given.copy(other, quiet, never));
  expect(await contents(top)).toEqual(['copied-music/Music 2/1.mp3: quite another song', 'copied-music/Music/1.mp3: Music/1.mp3']);
});

test('nothing is copied where the room does not suffice', async () => {
  const top = await (await navigator.storage.getDirectory()).getDirectoryHandle(`small ${crypto.randomUUID()}`, { create: true });
  onTestFinished(async () => (await navigator.storage.getDirectory()).removeEntry(top.name, { recursive: true }));
  const { given } = await page({ storage: { getDirectory: async () => top, estimate: async () => ({ usage: 95, quota: 100 }) } });
  expect(await given.roomBytes()).toBe(5);
  expect(await given.copy(input('Music/1.mp3'), quiet, never)).toMatchObject({ ok: false, error: { code: 'quota-exceeded' } });
  expect(await contents(top)).toEqual([]);
});

test('copies go with their folder when the time to undo is over', async () => {
  const { given, folders, db, top, tick, now } = await page();
  await folders.remove(await must(given.copy(input('Music/1.mp3'), quiet, never)));
  tick(UNDO_MS);
  onTestFinished(purgeRemoved(db, now));
  await expect.poll(() => db.roots.count()).toBe(0);
  expect(await contents(top)).toEqual([]);
});
