// Files that were replaced by another encoding of the same music: all that a person sees of the old one shows on the new one.
import { expect, test } from 'vitest';
import { addPlay, playlistEntries, writeChoices } from '../../src/db/choices';
import { writeEdits } from '../../src/db/edits';
import { trackViews } from '../../src/db/tracks';
import type { ContentKey, PlaylistId, TrackId } from '../../src/domain/library/ids';
import type { ChoiceChange } from '../../src/domain/sync/choice';
import { withComments } from './testing/flac';
import { library, valueOf } from './testing/library';
import { id3, wav } from './testing/wav';

const PLAYLIST = 'p' as PlaylistId;

async function clip(format: 'mp3' | 'flac'): Promise<Uint8Array<ArrayBuffer>> {
  // Named one by one, so that the build of the tests finds them.
  const url = format === 'mp3' ? new URL('../audio/testing/clips/a-minor.mp3', import.meta.url) : new URL('../audio/testing/clips/a-minor.flac', import.meta.url);
  return new Uint8Array(await (await fetch(url)).arrayBuffer());
}

const SONG = { title: 'Song', artist: 'Band', album: 'Album' } as const;
type Song = { readonly [Field in keyof typeof SONG]: string };

async function mp3({ title, artist, album }: Song = SONG): Promise<Uint8Array<ArrayBuffer>> {
  const [tag, audio] = [id3({ TIT2: title, TPE1: artist, TALB: album }), await clip('mp3')];
  const bytes = new Uint8Array(tag.length + audio.length);
  bytes.set(tag);
  bytes.set(audio, tag.length);
  return bytes;
}

async function flac({ title, artist, album }: Song = SONG): Promise<Uint8Array<ArrayBuffer>> {
  return withComments(await clip('flac'), [`TITLE=${title}`, `ARTIST=${artist}`, `ALBUM=${album}`]);
}

/** A library with one file, rated, loved, played twice, with an edited year, and in a playlist. */
async function chosen(path: string, bytes: Uint8Array<ArrayBuffer>) {
  const it = await library();
  await it.write(path, bytes);
  await it.write('stays.wav', wav(9));
  await it.scan();
  await it.db.tracks.toCollection().modify((row) => void Object.assign(row, { addedAtMs: 1_000 + row.trackId }));
  await it.db.roots.update(it.rootId, { lastScanAtMs: Date.now() });
  const row = (await it.rows()).get(path);
  const contentKey = row?.contentKey as ContentKey;
  const trackId = row?.trackId as TrackId;
  const deps = { nowMs: Date.now(), newId: () => crypto.randomUUID() };
  const entry = (field: string, value: string): ChoiceChange => ({ kind: 'playlistEntry', id: 'e', parent: PLAYLIST, field, value });
  await writeChoices(it.db, [
    { kind: 'recording', id: contentKey, field: 'rating', value: 8 }, { kind: 'recording', id: contentKey, field: 'loved', value: true },
    entry('contentKey', contentKey), entry('orderKey', 'a0'),
  ], deps);
  await addPlay(it.db, contentKey, deps);
  await addPlay(it.db, contentKey, deps);
  await writeEdits(it.db, [{ trackId, fields: { label: 'Ours' } }], { now: () => Date.now(), newId: deps.newId });
  const seen = async (at: string) => {
    const now = (await it.rows()).get(at);
    const [view] = await trackViews(it.db, now ? [now.trackId] : []);
    const entries = await playlistEntries(it.db, PLAYLIST);
    return {
      row: now?.trackId, added: now?.addedAtMs, rating: view?.rating, loved: view?.loved, plays: view?.playCount, label: now?.tags?.label, stage: now?.stage,
      entries: entries.map((each) => each.contentKey === now?.contentKey),
    };
  };
  return { ...it, trackId, contentKey, seen, deps };
}

const ALL = { rating: 8, loved: true, plays: 2, label: 'Ours', stage: 'parsed', entries: [true] };
const NOTHING = { rating: null, loved: false, plays: 0, label: null };

test('a better rip at the same path keeps all', async () => {
  const { write, scan, trackId, contentKey, seen, rows, db } = await chosen('Album/song.mp3', await mp3());
  // A FLAC file under the name of an MP3: the format is by its bytes.
  await write('Album/song.mp3', await flac());
  expect(valueOf(await scan())).toMatchObject({ changed: 1, moved: 0, added: 0 });
  expect((await rows()).get('Album/song.mp3')?.contentKey).not.toBe(contentKey);
  expect(await seen('Album/song.mp3')).toEqual({ ...ALL, row: trackId, added: 1_000 + trackId });
  expect(await db.meta.where('key').startsWith('replaced ').count()).toBe(0);
});

test('another format beside the file that it replaces takes its row and all that hangs on it', async () => {
  const { write, remove, scan, trackId, seen, rows } = await chosen('Album/song.mp3', await mp3());
  await remove('Album/song.mp3');
  await write('Album/song.flac', await flac());
  expect(valueOf(await scan())).toMatchObject({ added: 0, moved: 1, missing: 0 });
  expect([...(await rows()).keys()].sort()).toEqual(['Album/song.flac', 'stays.wav']);
  expect(await seen('Album/song.flac')).toEqual({ ...ALL, row: trackId, added: 1_000 + trackId });
  expect(valueOf(await scan())).toMatchObject({ added: 0, changed: 0, moved: 0, missing: 0 });
});

test('so it does where a scan met the new file before the old one went', async () => {
  const { write, remove, scan, trackId, seen } = await chosen('Album/song.mp3', await mp3());
  await write('Album/song.flac', await flac());
  await scan();
  expect(await seen('Album/song.flac')).toMatchObject(NOTHING);
  await remove('Album/song.mp3');
  expect(valueOf(await scan())).toMatchObject({ moved: 1, missing: 0 });
  expect(await seen('Album/song.flac')).toMatchObject({ ...ALL, row: trackId });
});

test('put back, the old file has its plays once, and what was chosen last', async () => {
  const { db, write, scan, contentKey, seen, rows, deps } = await chosen('song.mp3', await mp3());
  await write('song.mp3', await flac());
  await scan();
  const better = (await rows()).get('song.mp3')?.contentKey as ContentKey;
  await writeChoices(db, [{ kind: 'recording', id: better, field: 'rating', value: 10 }], { ...deps, nowMs: Date.now() });
  await addPlay(db, better, deps);
  await write('song.mp3', await mp3());
  await scan();
  expect((await rows()).get('song.mp3')?.contentKey).toBe(contentKey);
  expect(await seen('song.mp3')).toMatchObject({ ...ALL, rating: 10, plays: 3 });
});

test.each([
  ['title', { ...SONG, title: 'Song (live)' }], ['artist', { ...SONG, artist: 'Others' }], ['album', { ...SONG, album: 'Hits' }],
])('a file with another %s at the same path is other music', async (_, other) => {
  const { write, scan, seen } = await chosen('song.mp3', await mp3());
  await write('song.mp3', await flac(other));
  await scan();
  expect(await seen('song.mp3')).toMatchObject({ ...NOTHING, entries: [false] });
});

test('another length is other music, and so is what only its path names', async () => {
  const long = await chosen('song.wav', wav(1, id3({ TIT2: 'Song', TPE1: 'Band', TALB: 'Album' })));
  await long.write('song.wav', await flac());
  await long.scan();
  expect(await long.seen('song.wav')).toMatchObject(NOTHING);
  const bare = await chosen('Band/Album/01 Song.wav', wav(1));
  expect((await bare.rows()).get('Band/Album/01 Song.wav')?.tags?.guessed).toContain('title');
  await bare.write('Band/Album/01 Song.wav', wav(2));
  await bare.scan();
  expect(await bare.seen('Band/Album/01 Song.wav')).toMatchObject(NOTHING);
});

test('a file with other tags beside one that went is a file of its own', async () => {
  const { write, remove, scan, seen, rows } = await chosen('song.mp3', await mp3());
  await remove('song.mp3');
  await write('song.flac', await flac({ ...SONG, title: 'Another' }));
  expect(valueOf(await scan())).toMatchObject({ added: 1, moved: 0, missing: 1 });
  expect((await rows()).get('song.mp3')?.missing).toBe(1);
  expect(await seen('song.flac')).toMatchObject(NOTHING);
});

test('where the old file is still in the library, it keeps its plays and its places', async () => {
  const { db, write, scan, contentKey, seen } = await chosen('song.mp3', await mp3());
  await write('old/song.mp3', await mp3());
  await write('song.mp3', await flac());
  await scan();
  expect(await seen('old/song.mp3')).toMatchObject({ rating: 8, plays: 2, entries: [true] });
  expect(await seen('song.mp3')).toMatchObject({ rating: 8, loved: true, plays: 0, entries: [false] });
  expect(await db.plays.where('contentKey').equals(contentKey).count()).toBe(2);
});
