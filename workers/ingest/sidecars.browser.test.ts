// Scans of folders with files beside the music: playlists, lyrics, cue sheets.
import { expect, test } from 'vitest';
import { lyricsFilesOf } from '../../src/db/lyrics-files';
import { forgetMissing, missingFiles, restoreTracks } from '../../src/db/missing';
import { playlistFiles } from '../../src/db/playlist-files';
import { deleteTracks, patchTracks, trackAt } from '../../src/db/tracks';
import type { TrackRow } from '../../src/domain/library/track';
import { withComments } from './testing/flac';
import { library } from './testing/library';
import { id3, wav } from './testing/wav';

type Library = Awaited<ReturnType<typeof library>>;

/** Playlists by name, each with the paths of the tracks its entries stand for. */
async function lists({ db }: Library): Promise<Record<string, (string | null)[]>> {
  const paths = new Map((await db.tracks.toArray()).map((row) => [row.trackId, row.path]));
  return Object.fromEntries((await playlistFiles(db)).map(({ name, entries }) => [name, entries.map((entry) => entry.trackIds.map((id) => paths.get(id)).join() || null)]));
}

test('a playlist in a folder is found, follows its file, and goes with it', async () => {
  const it = await library();
  await it.write('A/one.wav', wav(1));
  await it.write('A/two.wav', wav(2));
  await it.write('Lists/Sunday.m3u8', '#EXTM3U\n../A/two.wav\n..\\A\\one.wav\nhttp://radio.example/live\n');
  await it.scan();
  expect(await lists(it)).toEqual({ Sunday: ['A/two.wav', 'A/one.wav', null] });
  await it.write('Lists/Sunday.m3u8', '#EXTM3U\n#PLAYLIST:Monday\n../A/one.wav\n');
  await it.scan();
  expect(await lists(it)).toEqual({ Monday: ['A/one.wav'] });
  await it.remove('Lists/Sunday.m3u8');
  await it.scan();
  expect(await lists(it)).toEqual({});
});

test('entries are found when their tracks come, without a change of the list', async () => {
  const it = await library();
  await it.write('late.m3u', 'B/late.wav\n');
  await it.scan();
  expect(await lists(it)).toEqual({ late: [null] });
  await it.write('B/late.wav', wav(3));
  await it.scan();
  expect(await lists(it)).toEqual({ late: ['B/late.wav'] });
});

test('playlists go with the folder they lie in', async () => {
  const it = await library();
  await it.write('A/one.wav', wav(1));
  await it.write('A/Sub/list.pls', '[playlist]\nFile1=../one.wav\n');
  await it.scan();
  expect(await lists(it)).toEqual({ list: ['A/one.wav'] });
  await it.remove('A/Sub');
  await it.scan();
  expect(await lists(it)).toEqual({});
});

async function lyricsAt({ db, rootId }: Library, path: string): Promise<string[]> {
  const trackId = await trackAt(db, rootId, path);
  const row = trackId === undefined ? undefined : await db.tracks.get(trackId);
  return row ? (await lyricsFilesOf(db, row)).map(({ path: file, lyrics }) => `${file}: ${lyrics.text}`) : [];
}

test('lyrics beside the music belong to the file they are named after, and follow their file', async () => {
  const it = await library();
  await it.write('A/Été.wav', wav(1, id3({ TIT2: 'x' })));
  await it.write('A/E\u0301te\u0301.LRC', '[00:01.00]La la\n');
  await it.write('A/été.txt', 'Plain\n');
  await it.write('A/readme.txt', 'Not lyrics\n');
  await it.write('A/Été.wav.txt', 'Named whole\n');
  await it.write('A/Été.mp3.txt', 'Of another file\n');
  await it.scan();
  expect(await lyricsAt(it, 'A/Été.wav')).toEqual(['A/E\u0301te\u0301.LRC: La la', 'A/été.txt: Plain', 'A/Été.wav.txt: Named whole']);
  expect(await it.db.lyricsFiles.count()).toBe(3);
  const seq = (await it.rows()).get('A/Été.wav')?.versions;
  await it.write('A/été.txt', 'Other\n');
  await it.remove('A/E\u0301te\u0301.LRC');
  await it.scan();
  expect(await lyricsAt(it, 'A/Été.wav')).toEqual(['A/été.txt: Other', 'A/Été.wav.txt: Named whole']);
  expect((await it.rows()).get('A/Été.wav')?.versions).toEqual(seq);
});

test('a file that is tagged anew, or moved with its lyrics, keeps them', async () => {
  const it = await library();
  await it.write('A/song.wav', wav(1));
  await it.write('A/song.lrc', '[00:01.00]La la\n');
  await it.scan();
  await it.write('A/song.wav', wav(1, id3({ TIT2: 'New title' })));
  await it.scan();
  expect((await it.rows()).get('A/song.wav')?.tags?.title).toBe('New title');
  expect(await lyricsAt(it, 'A/song.wav')).toEqual(['A/song.lrc: La la']);
  await it.remove('A');
  await it.write('B/song.wav', wav(1, id3({ TIT2: 'New title' })));
  await it.write('B/song.lrc', '[00:01.00]La la\n');
  await it.scan();
  expect(await lyricsAt(it, 'B/song.wav')).toEqual(['B/song.lrc: La la']);
  expect(await it.db.lyricsFiles.count()).toBe(1);
});

test('a removed root takes what lay beside its music along', async () => {
  const it = await library();
  const { purgeRoot } = await import('../../src/db/work');
  await it.write('song.wav', wav(1));
  await it.write('song.txt', 'words');
  await it.write('list.m3u', 'song.wav');
  await it.write('song.cue', 'FILE "song.wav" WAVE\nTRACK 01 AUDIO\nINDEX 01 00:00:00\n');
  await it.scan();
  expect([await it.db.lyricsFiles.count(), await it.db.playlistFiles.count(), await it.db.cueSheets.count()]).toEqual([1, 1, 1]);
  await purgeRoot(it.db, it.rootId);
  expect([await it.db.lyricsFiles.count(), await it.db.playlistFiles.count(), await it.db.cueSheets.count()]).toEqual([0, 0, 0]);
});

/** Half a second each: in CD frames, 37 or 38. */
const SHEET = `PERFORMER "Band"
TITLE "Side"
FILE "Side.wav" WAVE
  TRACK 01 AUDIO
    TITLE "First"
    INDEX 01 00:00:00
  TRACK 02 AUDIO
    TITLE "Second"
    INDEX 00 00:00:30
    INDEX 01 00:00:40
`;

async function listed({ rows }: Library): Promise<TrackRow[]> {
  return [...(await rows()).values()].filter((row) => row.missing < 3).sort((a, b) => a.trackId - b.trackId);
}

const said = (row: TrackRow) => [row.tags?.trackNo, row.tags?.title, row.tags?.album, row.segment?.startS, row.segment?.endS];

test('a cue sheet makes tracks of a file, each with its tags, length and key of its own, and the file is listed no more', async () => {
  const it = await library();
  await it.write('Side.wav', wav(1, id3({ TCON: 'Jazz', TALB: 'Old name' })));
  await it.write('Side.cue', SHEET);
  await it.scan();
  const tracks = await listed(it);
  expect(tracks.map(said)).toEqual([[1, 'First', 'Side', 0, 40 / 75], [2, 'Second', 'Side', 40 / 75, null]]);
  const [first, second] = tracks as [TrackRow, TrackRow];
  expect(first).toMatchObject({ queue: 'sound', stage: 'parsed', tags: { artist: 'Band', albumArtist: 'Band', genres: ['Jazz'], trackTotal: 2 } });
  expect([first.technical?.durationS, second.technical?.durationS]).toEqual([40 / 75, 1 - 40 / 75]);
  expect(new Set([first.contentKey, second.contentKey, (await it.rows()).get('Side.wav')?.contentKey]).size).toBe(3);
  expect(first.albumKey).toBe(second.albumKey);
  expect((await it.rows()).get('Side.wav')).toMatchObject({ missing: 3, queue: null });
});

test('a rescan changes nothing; new texts keep the tracks; without the sheet the file is listed again', async () => {
  const it = await library();
  await it.write('Side.wav', wav(1));
  await it.write('Side.cue', SHEET);
  await it.scan();
  const before = await listed(it);
  const seq = await it.db.meta.get('seq');
  await it.scan();
  expect(await it.db.meta.get('seq')).toEqual(seq);
  await it.write('Side.cue', SHEET.replace('Second', 'Second, renamed'));
  await it.scan();
  const after = await listed(it);
  expect(after.map((row) => [row.trackId, row.contentKey])).toEqual(before.map((row) => [row.trackId, row.contentKey]));
  expect(after[1]?.tags?.title).toBe('Second, renamed');
  await it.remove('Side.cue');
  await it.scan();
  expect((await listed(it)).map((row) => [row.path, row.missing, row.queue])).toEqual([['Side.wav', 0, 'sound']]);
});

test('segments are missing, come back and move with their file', async () => {
  const it = await library();
  await it.write('A/Side.wav', wav(1));
  await it.write('A/Side.cue', SHEET);
  await it.scan();
  const ids = (await listed(it)).map((row) => row.trackId);
  await it.remove('A/Side.wav');
  await it.scan();
  expect((await listed(it)).map((row) => [row.trackId, row.missing])).toEqual(ids.map((id) => [id, 1]));
  await it.write('A/Side.wav', wav(1));
  await it.scan();
  expect((await listed(it)).map((row) => [row.trackId, row.missing, row.queue])).toEqual(ids.map((id) => [id, 0, 'sound']));
  await it.remove('A');
  await it.write('B/Side.wav', wav(1));
  await it.write('B/Side.cue', SHEET);
  await it.scan();
  expect((await listed(it)).map((row) => [row.trackId, row.missing, row.folder])).toEqual(ids.map((id) => [id, 0, 'B']));
});

test('a file that is tagged anew keeps its segments, and other audio in its place makes other recordings of them', async () => {
  const it = await library();
  await it.write('Side.wav', wav(1));
  await it.write('Side.cue', SHEET);
  await it.scan();
  const before = await listed(it);
  await it.write('Side.wav', wav(1, id3({ TCON: 'Funk' })));
  await it.scan();
  const retagged = await listed(it);
  expect(retagged.map((row) => [row.trackId, row.contentKey, row.tags?.genres])).toEqual(before.map((row) => [row.trackId, row.contentKey, ['Funk']]));
  await it.write('Side.wav', wav(2, id3({ TCON: 'Soul' })));
  await it.scan();
  const replaced = await listed(it);
  expect(replaced.map((row) => row.trackId)).toEqual(before.map((row) => row.trackId));
  expect(replaced.some((row) => before.some((old) => old.contentKey === row.contentKey))).toBe(false);
});

test('sheets that name one file a track, or go on past the end of the file, make no segments', async () => {
  const it = await library();
  await it.write('A/1.wav', wav(1));
  await it.write('A/2.wav', wav(2));
  await it.write('A/a.cue', 'FILE "1.wav" WAVE\nTRACK 01 AUDIO\nINDEX 01 00:00:00\nFILE "2.wav" WAVE\nTRACK 02 AUDIO\nINDEX 01 00:00:00\n');
  await it.write('B/Side.wav', wav(3));
  await it.write('B/Side.cue', SHEET.replace('00:00:40', '00:09:00'));
  await it.scan();
  expect((await listed(it)).map((row) => row.path)).toEqual(expect.arrayContaining(['A/1.wav', 'A/2.wav', 'B/Side.wav']));
  expect((await listed(it)).length).toBe(3);
});

test('an entry of a playlist that names the whole file stands for its segments', async () => {
  const it = await library();
  await it.write('Side.wav', wav(1));
  await it.write('Side.cue', SHEET);
  await it.write('list.m3u', 'Side.wav\n');
  await it.scan();
  const ids = (await listed(it)).map((row) => row.trackId);
  expect((await playlistFiles(it.db))[0]?.entries[0]?.trackIds).toEqual(ids);
});

test('forgetting a missing file forgets its segments, and brings them back with it', async () => {
  const it = await library();
  await it.write('Side.wav', wav(1));
  await it.write('Side.cue', SHEET);
  await it.scan();
  await it.remove('Side.wav');
  await it.scan();
  const before = await listed(it);
  expect((await missingFiles(it.db)).map((file) => file.path)).toEqual(['Side.wav']);
  const forgotten = await forgetMissing(it.db, [before[1]?.trackId as TrackRow['trackId']]);
  expect((await it.rows()).size).toBe(0);
  await restoreTracks(it.db, forgotten);
  expect((await listed(it)).map((row) => [row.trackId, row.missing])).toEqual(before.map((row) => [row.trackId, 1]));
});

test('a sheet inside a FLAC makes its tracks, with no file beside it; one beside it counts more', async () => {
  const it = await library();
  const clip = new Uint8Array(await (await fetch(new URL('../audio/testing/clips/a-minor.flac', import.meta.url))).arrayBuffer());
  const inside = 'TITLE "Inside"\r\nFILE "CDImage.wav" WAVE\r\nTRACK 01 AUDIO\r\nTITLE "One"\r\nINDEX 01 00:00:00\r\nTRACK 02 AUDIO\r\nTITLE "Two"\r\nINDEX 01 00:02:00\r\n';
  await it.write('Album.flac', withComments(clip, [`CUESHEET=${inside}`, 'ARTIST=Band']));
  await it.scan();
  const tracks = await listed(it);
  expect(tracks.map((row) => [row.tags?.title, row.tags?.album, row.tags?.artist, row.segment?.startS])).toEqual([['One', 'Inside', 'Band', 0], ['Two', 'Inside', 'Band', 2]]);
  await it.write('Album.cue', inside.replace('Two', 'Two, outside'));
  await it.scan();
  expect((await listed(it)).map((row) => [row.trackId, row.tags?.title])).toEqual(tracks.map((row, i) => [row.trackId, i === 0 ? 'One' : 'Two, outside']));
  await it.remove('Album.cue');
  await it.scan();
  expect((await listed(it))[1]?.tags?.title).toBe('Two');
  await it.write('Album.flac', withComments(clip, ['ARTIST=Band']));
  await it.scan();
  expect((await listed(it)).map((row) => [row.path, row.missing])).toEqual([['Album.flac', 0]]);
});

test('a file that could only be read later gets its segments then', async () => {
  const it = await library();
  await it.write('Side.wav', wav(1));
  await it.write('Side.cue', SHEET);
  await it.write('Other.cue', 'nothing');
  await it.scan();
  const [first, second] = await listed(it);
  await deleteTracks(it.db, [first, second].map((row) => row?.trackId as TrackRow['trackId']));
  const whole = (await it.rows()).get('Side.wav') as TrackRow;
  await patchTracks(it.db, new Map([[whole.trackId, { missing: 0, stage: 'found' }]]));
  await it.ingest.parseQueued(() => undefined);
  expect((await listed(it)).map((row) => row.tags?.title)).toEqual(['First', 'Second']);
});

test('segments show the picture of their folder', async () => {
  const it = await library();
  const canvas = new OffscreenCanvas(300, 300);
  canvas.getContext('2d')?.fillRect(0, 0, 200, 200);
  await it.write('A/cover.png', new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer()));
  await it.write('A/Side.wav', wav(1));
  await it.write('A/Side.cue', SHEET);
  await it.scan();
  const covers = (await listed(it)).map((row) => row.coverHash);
  expect(covers).toEqual([expect.any(String), covers[0]]);
  await it.remove('A/cover.png');
  await it.scan();
  expect((await listed(it)).map((row) => row.coverHash)).toEqual([null, null]);
});

test('entries follow a file that is renamed and one that is cut by a sheet later, and forget one that is forgotten', async () => {
  const it = await library();
  await it.write('A/one.wav', wav(1));
  await it.write('A/Side.wav', wav(2));
  await it.write('Lists/all.m3u', '../A/one.wav\n../A/renamed.wav\n../A/Side.wav\n');
  await it.scan();
  expect(await lists(it)).toEqual({ all: ['A/one.wav', null, 'A/Side.wav'] });
  await it.remove('A/one.wav');
  await it.write('A/renamed.wav', wav(1));
  await it.write('A/Side.cue', SHEET);
  await it.scan();
  expect(await lists(it)).toEqual({ all: [null, 'A/renamed.wav', 'A/Side.wav\u0000000,A/Side.wav\u0000040'] });
  await it.remove('A/Side.cue');
  await it.remove('A/renamed.wav');
  await it.scan();
  await forgetMissing(it.db, (await missingFiles(it.db)).map((file) => file.trackId));
  await it.write('A/other.wav', wav(5));
  await it.scan();
  expect(await lists(it)).toEqual({ all: [null, null, 'A/Side.wav'] });
});
