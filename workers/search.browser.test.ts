// The real worker on a real database: it must follow whatever is written, and start again from its snapshot.
import { proxy, wrap, type Remote } from 'comlink';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { addPlay, writeChoices } from '../src/db/choices';
import { settleCredits } from '../src/db/credits';
import { Database, DATABASE_NAME } from '../src/db/database';
import { addRoot, patchRoot } from '../src/db/roots';
import { saveAnalysis, saveEmbedding } from '../src/db/sounds';
import { addTracks, deleteTracks, patchTracks, type NewTrack } from '../src/db/tracks';
import { mergeChanges } from '../src/domain/library/artist-aliases';
import type { ArtistKey, ContentKey, RootId, TrackId } from '../src/domain/library/ids';
import { artistKeyOf, keysOf } from '../src/domain/library/keys';
import { NO_TAGS } from '../src/domain/library/no-tags';
import { HERE, SEGMENTED, segmentPath } from '../src/domain/library/track';
import { rowCredits } from '../src/domain/library/track-credits';
import type { SortField, TrackFilter } from '../src/domain/query/query';
import type { IndexState, SearchApi } from '../src/domain/worker-api';
import { WHICH_WINS_ID } from '../src/domain/sound/which-wins';
import { STAGE_VERSIONS } from '../src/domain/versions';

const DEPS = { nowMs: 1, newId: () => crypto.randomUUID() };

let db: Database;
let rootId: RootId;
const workers: Worker[] = [];

beforeEach(async () => {
  await Database.delete(DATABASE_NAME);
  db = new Database();
  const handle = await navigator.storage.getDirectory();
  rootId = await addRoot(db, { name: 'Music', kind: 'folder', handle, addedAtMs: 0, lastScanAtMs: null, removedAtMs: null });
});

afterEach(async () => {
  for (const worker of workers.splice(0)) worker.terminate();
  db.close();
  await Database.delete(DATABASE_NAME);
});

function newTrack(title: string): NewTrack {
  return {
    rootId, path: `${title}.mp3`, folder: '', sizeBytes: 1, mtimeMs: 0, stage: 'parsed', attempts: 0, failure: null, missing: 0, addedAtMs: 0,
    contentKey: `content of ${title}` as ContentKey, taggedAlbumKey: null, albumKey: null, artistKey: null, albumArtistKey: null, coverHash: null,
    tags: { ...NO_TAGS, title }, technical: null, versions: { ...STAGE_VERSIONS, analyse: 0, embed: 0 },
  };
}

interface Engine {
  readonly api: Remote<SearchApi>;
  /** Resolves when a check holds, looking again at every report of the worker. */
  until(holds: () => Promise<boolean>): Promise<void>;
}

async function open(): Promise<Engine> {
  const worker = new Worker(new URL('./search.worker.ts', import.meta.url), { type: 'module' });
  workers.push(worker);
  const api = wrap<SearchApi>(worker);
  let wake: () => void = () => undefined;
  const opened = await api.open(proxy((_: IndexState) => wake()));
  expect(opened.ok).toBe(true);
  return {
    api,
    async until(holds) {
      for (let met = false; !met;) {
        const told = new Promise<void>((resolve) => { wake = resolve; });
        met = await holds();
        if (!met) await told;
      }
    },
  };
}

async function titles({ api }: Engine, text = '', by: SortField = 'title', filter: TrackFilter = {}): Promise<string[]> {
  const answer = await api.query({ text, filter, sort: { by, descending: false } });
  if (!answer.ok) throw new Error(answer.error.code);
  const rows = await db.tracks.bulkGet([...answer.value.trackIds] as TrackId[]);
  return rows.map((row) => row?.tags?.title ?? '?');
}

const reads = (engine: Engine, expected: readonly string[], filter: TrackFilter = {}) =>
  engine.until(async () => JSON.stringify(await titles(engine, '', 'title', filter)) === JSON.stringify(expected));

it('knows the rows that were there', async () => {
  await addTracks(db, [newTrack('Beta'), newTrack('Alpha')]);
  expect(await titles(await open())).toEqual(['Alpha', 'Beta']);
});

it('follows rows that are added, changed and deleted', async () => {
  const engine = await open();
  const [first, second] = await addTracks(db, [newTrack('Beta'), newTrack('Alpha')]);
  await reads(engine, ['Alpha', 'Beta']);
  await patchTracks(db, new Map([[first as TrackId, { tags: { ...NO_TAGS, title: 'Aaa' } }]]));
  await reads(engine, ['Aaa', 'Alpha']);
  await deleteTracks(db, [second as TrackId]);
  await reads(engine, ['Aaa']);
});

it('follows ratings and plays', async () => {
  await addTracks(db, [newTrack('Beta'), newTrack('Alpha')]);
  const engine = await open();
  await writeChoices(db, [{ kind: 'recording', id: 'content of Beta', field: 'rating', value: 8 }], DEPS);
  await reads(engine, ['Beta'], { minRating: 6 });
  await addPlay(db, 'content of Beta' as ContentKey, DEPS);
  await engine.until(async () => (await titles(engine, '', 'playCount')).at(-1) === 'Beta');
});

it('follows corrections, and what wins of measurement and tags, in an index that was there before too', async () => {
  const fast = newTrack('Fast by its tags');
  await addTracks(db, [{ ...fast, tags: { ...NO_TAGS, title: 'Fast by its tags', taggedBpm: 180 } }, newTrack('Corrected')]);
  for (const [name, tempoBpm] of [['Fast by its tags', 90], ['Corrected', 120]] as const) {
    await saveAnalysis(db, `content of ${name}` as ContentKey, STAGE_VERSIONS.analyse, {
      tempo: { tempoBpm, confidence: 0.9, candidates: [] }, key: null, loudness: { integratedLufs: -10, samplePeakDbfs: 0 }, waveform: new Uint8Array(4), decodedDurationS: 1,
    });
  }
  const fastOnes: TrackFilter = { sound: { ranges: { tempoBpm: { min: 170 } } } };
  const engine = await open();
  await reads(engine, ['Fast by its tags'], { sound: { marks: ['tagsDiffer', 'tempoOctave'] } });
  await reads(engine, [], fastOnes);
  await writeChoices(db, [{ kind: 'recording', id: 'content of Corrected', field: 'tempoBpm', value: 240 }], DEPS);
  await reads(engine, ['Corrected'], fastOnes);
  await reads(engine, ['Corrected'], { sound: { marks: ['corrected'] } });
  await writeChoices(db, [{ kind: 'setting', id: WHICH_WINS_ID, field: 'tempo', value: 'tags' }], DEPS);
  await reads(engine, ['Corrected', 'Fast by its tags'], fastOnes);
});

const NAMES = { foo: artistKeyOf('Foo', []), bar: artistKeyOf('Bar', []), prince: artistKeyOf('Prince', []) } as Record<'foo' | 'bar' | 'prince', ArtistKey>;

/** A row as the parse stage writes it. */
function creditedTrack(title: string, artist: string): NewTrack {
  const tags = { ...NO_TAGS, title, artist };
  const { artistKey, albumArtistKey } = keysOf(tags);
  return { ...newTrack(title), tags, artistKey, albumArtistKey, credits: rowCredits(tags, { artistKey, albumArtistKey }) };
}

it('follows credits that are settled, and finds a track by each of its artists', async () => {
  const engine = await open();
  await addTracks(db, [creditedTrack('Duet', 'Foo & Bar'), creditedTrack('Song', 'Foo'), creditedTrack('Tune', 'Prince feat. Bar')]);
  await reads(engine, ['Song'], { artistKey: NAMES.foo });
  await settleCredits(db);
  await reads(engine, ['Duet', 'Song'], { artistKey: NAMES.foo });
  await reads(engine, ['Duet', 'Tune'], { artistKey: NAMES.bar });
  expect(await titles(engine, 'bar')).toEqual(['Duet', 'Tune']);
});

it('follows artists that are merged and split again, also from its snapshot', async () => {
  await addTracks(db, [creditedTrack('One', 'Foo'), creditedTrack('Two', 'Prince')]);
  const engine = await open();
  const undo = await writeChoices(db, mergeChanges(NAMES.foo, NAMES.prince, new Map()), DEPS);
  await reads(engine, ['One', 'Two'], { artistKey: NAMES.prince });
  const groups = await engine.api.groups('artist', '');
  expect(groups.ok && groups.value.map(({ name, trackCount }) => [name, trackCount])).toEqual([['Prince', 2]]);
  await engine.api.persist();
  const warm = await open();
  expect(await titles(warm, '', 'title', { artistKey: NAMES.foo })).toEqual(['One', 'Two']);
  await writeChoices(db, undo, DEPS);
  await reads(warm, ['Two'], { artistKey: NAMES.prince });
});

it('follows a root that is removed and brought back', async () => {
  await addTracks(db, [newTrack('Alpha')]);
  const engine = await open();
  await patchRoot(db, rootId, { removedAtMs: 5 });
  await reads(engine, []);
  await patchRoot(db, rootId, { removedAtMs: null });
  await reads(engine, ['Alpha']);
});

it('finds similar tracks as soon as their embeddings are written', async () => {
  const engine = await open();
  const names = ['Near', 'Nearer', 'Far', 'Farther'];
  const ids = await addTracks(db, names.map(newTrack));
  for (const [i, name] of names.entries()) {
    const key = `content of ${name}` as ContentKey;
    await saveAnalysis(db, key, STAGE_VERSIONS.analyse, {
      tempo: null, key: null, loudness: { integratedLufs: -10, samplePeakDbfs: 0 }, waveform: new Uint8Array(4), decodedDurationS: 1,
    });
    await saveEmbedding(db, key, STAGE_VERSIONS.embed, { vector: Float32Array.from([i < 2 ? 1 : 9, i < 2 ? 8 : 2, i / 10]), soundTags: new Float32Array(100) });
  }
  await engine.until(async () => {
    const answer = await engine.api.similar(ids[0] as TrackId, 5);
    return answer.ok && answer.value.length === 3 && answer.value[0]?.trackId === ids[1];
  });
});

it('starts again from its snapshot and reads what changed since', async () => {
  await addTracks(db, [newTrack('Beta'), newTrack('Alpha')]);
  const first = await open();
  expect(await first.api.persist()).toEqual({ ok: true, value: null });
  workers.pop()?.terminate();
  await addTracks(db, [newTrack('Gamma')]);
  expect(await db.snapshots.count()).toBe(1);
  expect(await titles(await open())).toEqual(['Alpha', 'Beta', 'Gamma']);
});

it('answers alike from a snapshot and from the rows', async () => {
  await addTracks(db, ['Étoile', 'etoile', 'Track 10', 'Track 2', 'Zoo'].map(newTrack));
  const fromRows = await open();
  const expected = [await titles(fromRows), await titles(fromRows, 'etoile')];
  await fromRows.api.persist();
  const warm = await open();
  expect([await titles(warm), await titles(warm, 'etoile')]).toEqual(expected);
});

it.each([['damaged', { data: 'rubbish', seq: 1 }], ['of another version', { version: 0 }], ['from a later time', { seq: 1_000_000 }]])('makes a snapshot anew that is %s', async (_, patch) => {
  await addTracks(db, [newTrack('Alpha'), newTrack('Beta')]);
  await (await open()).api.persist();
  const [row] = await db.snapshots.toArray();
  if (row) await db.snapshots.put({ ...row, ...patch });
  expect(await titles(await open())).toEqual(['Alpha', 'Beta']);
});

it('forgets a library that was wiped', async () => {
  await addTracks(db, [newTrack('Alpha')]);
  const engine = await open();
  await db.transaction('rw', db.tracks, db.meta, async () => {
    await db.tracks.clear();
    await db.meta.clear();
  });
  await reads(engine, []);
});

it('reads a library past the limit where all facts are read at once', async () => {
  const rows = Array.from({ length: 20_500 }, (_, i) => newTrack(`Track ${i}`));
  await addTracks(db, rows);
  await writeChoices(db, [{ kind: 'recording', id: 'content of Track 7', field: 'rating', value: 8 }], DEPS);
  await addPlay(db, 'content of Track 7' as ContentKey, DEPS);
  const engine = await open();
  expect(await titles(engine, '', 'title', { minRating: 6 })).toEqual(['Track 7']);
});

it('lists segments in place of their file, before and after a warm start, and the file again without them', async () => {
  const [fileId = 0 as TrackId] = await addTracks(db, [newTrack('Whole')]);
  const engine = await open();
  expect(await titles(engine)).toEqual(['Whole']);
  const segmentIds = await addTracks(db, ['One', 'Two'].map((title, index) => ({ ...newTrack(title), path: segmentPath('Whole.mp3', index), segment: { fileId, index, startS: index, endS: null } })));
  await patchTracks(db, new Map([[fileId, { missing: SEGMENTED }]]));
  await engine.until(async () => (await titles(engine)).join() === 'One,Two');
  expect(await titles(engine, 'whole')).toEqual([]);
  await engine.api.persist();
  const warm = await open();
  expect(await titles(warm)).toEqual(['One', 'Two']);
  await deleteTracks(db, segmentIds);
  await patchTracks(db, new Map([[fileId, { missing: HERE }]]));
  await warm.until(async () => (await titles(warm)).join() === 'Whole');
});
