import { beforeEach, describe, expect, it } from 'vitest';
import { addPlay, writeChoices } from '../../db/choices';
import { Database } from '../../db/database';
import { addRoot, patchRoot } from '../../db/roots';
import { saveAnalysis, saveEmbedding } from '../../db/sounds';
import { addTracks, type NewTrack } from '../../db/tracks';
import type { ContentKey, RootId } from '../../domain/library/ids';
import type { Tags } from '../../domain/library/tags';
import { ELSEWHERE, ELSEWHERE_ROOT, MISSING } from '../../domain/library/track';
import { createChoices } from '../choices/create-choices';
import { createLibraryExport } from './create-library-export';
import { createLibraryWipe } from './create-library-wipe';
import type { ExportOptions } from './export';

const NOW_MS = Date.UTC(2026, 0, 2, 3, 4, 5);
const NAMES = Array.from({ length: 100 }, (_, i) => `tag ${i}`);
const deps = { nowMs: NOW_MS, newId: () => crypto.randomUUID() };
const KEY = '0123456789abcdef0123456789abcdef' as ContentKey;

const TAGS: Tags = {
  title: '=cmd|"x", ¡Olé! 🎺', artist: 'Ana & Bo', artists: ['Ana', 'Bo'], album: 'Bay', albumArtist: null, genres: ['Jazz', 'Latin'], date: '1999-03',
  originalDate: null, year: 1999, trackNo: 1, trackTotal: null, discNo: null, discTotal: null, composers: [], label: null, isrc: null,
  comment: 'two\nlines', compilation: false, taggedBpm: 120, taggedKey: null, replayGainTrackDb: -7.5, replayGainAlbumDb: null,
  musicBrainzRecordingId: null, musicBrainzReleaseId: null, musicBrainzArtistIds: [], musicBrainzAlbumArtistIds: [], tagFormats: ['ID3v2.4'],
};

let db: Database;
let rootId: RootId;

beforeEach(async () => {
  db = new Database(`export-${crypto.randomUUID()}`);
  const handle = await (await navigator.storage.getDirectory()).getDirectoryHandle(db.name, { create: true });
  rootId = await addRoot(db, { name: 'Music', kind: 'folder', handle, addedAtMs: NOW_MS, lastScanAtMs: null, removedAtMs: null });
});

function track(path: string, changes: Partial<NewTrack> = {}): NewTrack {
  return {
    rootId, path, folder: '', sizeBytes: 10, mtimeMs: NOW_MS, stage: 'found', attempts: 0, failure: null, missing: 0, addedAtMs: NOW_MS,
    contentKey: null, taggedAlbumKey: null, albumKey: null, artistKey: null, albumArtistKey: null, coverHash: null, tags: null, technical: null,
    versions: { parse: 0, analyse: 0, embed: 0 }, ...changes,
  };
}

/** One track with all there is to know. */
async function addFullTrack(): Promise<void> {
  await addTracks(db, [track('a/b.mp3', { stage: 'parsed', contentKey: KEY, tags: TAGS, versions: { parse: 1, analyse: 0, embed: 0 } })]);
  await saveAnalysis(db, KEY, 1, {
    tempo: { tempoBpm: 120.5, confidence: 0.9, candidates: [{ tempoBpm: 120, weight: 0.8 }, { tempoBpm: 60, weight: 0.1 }] },
    key: { tonic: 9, mode: 'minor', strength: 0.8 }, loudness: { integratedLufs: -14.2, samplePeakDbfs: -0.1 },
    waveform: new Uint8Array([0, 128, 255]), decodedDurationS: 61,
  });
  await saveEmbedding(db, KEY, 1, { vector: new Float32Array(200).fill(0.5), soundTags: new Float32Array(100).fill(0.25) });
  await writeChoices(db, [{ kind: 'recording', id: KEY, field: 'rating', value: 9 }], deps);
  await addPlay(db, KEY, deps);
}

async function textOf(options: Partial<ExportOptions> = {}): Promise<string> {
  const result = await libraryExport().build({ format: 'json', embeddings: false, ...options }, () => undefined, new AbortController().signal);
  if (!result.ok) throw new Error(result.error.code);
  // Blob.text() would swallow the byte order mark.
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await result.value.arrayBuffer());
}

function libraryExport() {
  return createLibraryExport({ db, now: () => NOW_MS, soundTagNames: NAMES });
}

describe('the JSON export', () => {
  it('holds everything known of a track', async () => {
    await addFullTrack();
    const library = JSON.parse(await textOf());
    expect(library.tracks).toEqual([expect.objectContaining({
      rootName: 'Music', path: 'a/b.mp3', contentKey: KEY, tags: TAGS, durationS: 61, modifiedAt: '2026-01-02T03:04:05.000Z', stage: 'embedded',
      stageVersions: { parse: 1, analyse: 1, embed: 1 }, error: null, ratingHalfStars: 9, loved: false, playCount: 1,
      analysis: expect.objectContaining({
        tempoBpm: 120.5, tempoConfidence: 0.9, tempoCandidates: [{ tempoBpm: 120, weight: 0.8 }, { tempoBpm: 60, weight: 0.1 }],
        key: { name: 'A minor', camelot: '8A', tonic: 9, mode: 'minor', strength: 0.8, confidence: null, tuningHz: null, alternatives: [] }, integratedLufs: -14.2, samplePeakDbfs: -0.1, waveform: [0, 128, 255],
      }),
      soundTags: Object.fromEntries(NAMES.map((name) => [name, 0.25])),
    })]);
  });

  it('tells what is shown from what was measured, and where it comes from', async () => {
    await addFullTrack();
    await createChoices({ db, now: () => NOW_MS, newId: deps.newId }).correctTempo([{ contentKey: KEY, tempoBpm: 60.25 }]);
    const [shown] = JSON.parse(await textOf()).tracks;
    expect(shown.analysis.tempoBpm).toBe(120.5);
    expect(shown.effective).toMatchObject({ tempoBpm: 60.25, tempoSource: 'corrected', camelot: '8A', keySource: 'measured', replayGainSource: 'measured', tagsDiffer: { gain: true } });
    expect(shown.effective.replayGainDb).toBeCloseTo(-3.8);
    const [head] = (await textOf({ format: 'csv' })).split('\r\n').map((line) => line.split(','));
    expect(head).toEqual(expect.arrayContaining(['effectiveTempoBpm', 'tempoSource', 'energy', 'truePeakDbtp']));
  });

  it('holds embeddings only when asked to', async () => {
    await addFullTrack();
    const [without, withThem] = [JSON.parse(await textOf()), JSON.parse(await textOf({ embeddings: true }))];
    expect([without.tracks[0].embedding, withThem.tracks[0].embedding]).toEqual([undefined, new Array(200).fill(0.5)]);
  });

  it('says of a recording that it is elsewhere, and of no place but its name there', async () => {
    await addTracks(db, [track(`${KEY}/-/01.mp3`, { rootId: ELSEWHERE_ROOT, missing: ELSEWHERE, stage: 'parsed', contentKey: KEY }), track('gone.mp3', { missing: MISSING })]);
    const { tracks } = JSON.parse(await textOf());
    expect(tracks.map((each: Record<string, unknown>) => [each['rootName'], each['path'], each['elsewhere'], each['missing']]))
      .toEqual([['', '01.mp3', true, false], ['Music', 'gone.mp3', false, true]]);
  });

  it('says why a file failed', async () => {
    await addTracks(db, [track('bad.flac', { failure: { step: 'parse', code: 'truncated', detail: 'ends at 12', atMs: NOW_MS } })]);
    expect(JSON.parse(await textOf()).tracks[0].error).toEqual({ step: 'parse', code: 'truncated', detail: 'ends at 12', at: '2026-01-02T03:04:05.000Z' });
  });

  it('holds playlists in order, and plays', async () => {
    const choices = createChoices({ db, now: () => NOW_MS, newId: deps.newId });
    const playlistId = await choices.createPlaylist('Night');
    await choices.addToPlaylist(playlistId, [KEY, 'f'.repeat(32) as ContentKey]);
    await addPlay(db, KEY, deps);
    const { playlists, plays } = JSON.parse(await textOf());
    expect([playlists[0].contentKeys, plays[0].at]).toEqual([[KEY, 'f'.repeat(32)], '2026-01-02T03:04:05.000Z']);
  });

  it('is whole when there is nothing', async () => {
    expect(JSON.parse(await textOf())).toMatchObject({ format: 'soniquebay-library', formatVersion: 1, tracks: [], plays: [], playlists: [] });
  });

  it('goes through a library of many batches, each track once', async () => {
    await addTracks(db, Array.from({ length: 1234 }, (_, i) => track(`${i}.mp3`)));
    const paths = JSON.parse(await textOf()).tracks.map((each: { path: string }) => each.path);
    expect([paths.length, new Set(paths).size]).toEqual([1234, 1234]);
  });

  it('leaves out folders that were removed', async () => {
    await addTracks(db, [track('a.mp3')]);
    await patchRoot(db, rootId, { removedAtMs: NOW_MS });
    expect(JSON.parse(await textOf()).tracks).toEqual([]);
  });
});

describe('the CSV export', () => {
  it('begins with a byte order mark and names its columns', async () => {
    expect(await textOf({ format: 'csv' })).toMatch(/^\uFEFFrootName,path,contentKey,title,.*soundTag tag 99\r\n$/);
  });

  it('has as many cells in a record as columns', async () => {
    await addFullTrack();
    const [header = '', ...rest] = (await textOf({ format: 'csv', embeddings: true })).split('\r\n');
    const cells = rest.join('\r\n').trimEnd().match(/(?:"(?:[^"]|"")*"|[^",\r\n]*)(?:,|$)/g) ?? [];
    expect(cells.length - 1).toBe(header.split(',').length);
  });

  it('disarms tags that a spreadsheet would run', async () => {
    await addFullTrack();
    expect(await textOf({ format: 'csv' })).toContain(`"'=cmd|""x"", ¡Olé! 🎺"`);
  });
});

describe('an export under way', () => {
  it('tells how far it is', async () => {
    await addTracks(db, Array.from({ length: 450 }, (_, i) => track(`${i}.mp3`)));
    const reports: string[] = [];
    await libraryExport().build({ format: 'csv', embeddings: false }, (done, total) => reports.push(`${done}/${total}`), new AbortController().signal);
    expect(reports).toEqual(['200/450', '400/450', '450/450']);
  });

  it('can be cancelled', async () => {
    await addTracks(db, Array.from({ length: 450 }, (_, i) => track(`${i}.mp3`)));
    const abort = new AbortController();
    const result = await libraryExport().build({ format: 'json', embeddings: false }, () => abort.abort(), abort.signal);
    expect(result).toEqual({ ok: false, error: { code: 'cancelled' } });
  });
});

describe('the wipe', () => {
  it('leaves neither database, nor files, nor settings of ours, and reloads', async () => {
    await addFullTrack();
    const storageRoot = () => navigator.storage.getDirectory();
    localStorage.setItem('soniquebay.preferences', '{}');
    localStorage.setItem('other.app', 'kept');
    const calls: string[] = [];
    const wipe = createLibraryWipe({ db, storageRoot, storage: localStorage, stopWork: () => calls.push('stopped'), reload: () => calls.push('reloaded') });
    const result = await wipe.wipe();
    const folders: string[] = [];
    for await (const name of (await storageRoot()).keys()) folders.push(name);
    const databases = (await indexedDB.databases()).map((each) => each.name);
    expect([result.ok, calls, folders, databases.includes(db.name)]).toEqual([true, ['stopped', 'reloaded'], [], false]);
    expect([localStorage.getItem('soniquebay.preferences'), localStorage.getItem('other.app')]).toEqual([null, 'kept']);
  });
});
