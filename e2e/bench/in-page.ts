// The part of the benchmark that runs in the page: seeds libraries through the db layer, and times the app's own built workers.
import { proxy, wrap, type Remote } from 'comlink';
import { writeChoices } from '../../src/db/choices';
import { Database } from '../../src/db/database';
import { setWorkMode } from '../../src/db/work';
import type { ContentKey, TrackId } from '../../src/domain/library/ids';
import { SORT_FIELDS, type TrackFilter, type TrackQuery } from '../../src/domain/query/query';
import type { TrackRow } from '../../src/domain/library/track';
import type { Result } from '../../src/domain/result';
import type { ChoiceChange } from '../../src/domain/sync/choice';
import type { SyncApi } from '../../src/domain/sync/connection';
import type { AudioApi, IndexState, IngestApi, SearchApi, SoundReport } from '../../src/domain/worker-api';
import { createAudioPool, type AudioPool } from '../../src/services/workers/audio-pool';
import { seedLibrary, type SeedReport } from './seed';
import { searchesFor } from './searches';

const SEED = 1;
const SAMPLED_TRACKS = 50;
const SORT_ROUNDS = 3;
const FILTERS: readonly TrackFilter[] = [
  { sound: { ranges: { tempoBpm: { min: 100, max: 125 } } } },
  { sound: { ranges: { energy: { min: 0.5 }, loudnessLufs: { max: -8 } }, labels: { mood: ['bright', 'uplifting'] } } },
  { sound: { keys: [0, 1, 2], marks: ['unsure'] } },
  { loved: true }, { minRating: 6 }, { genre: 'rock' }, { where: 'elsewhere' },
];

function worker<Api>(url: string): Remote<Api> {
  return wrap<Api>(new Worker(url, { type: 'module' }));
}

function value<T, E>(result: Result<T, E>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

export interface ViewTimes {
  readonly openMs: number;
  readonly searchMs: readonly number[];
  readonly sortMs: readonly number[];
  /** The first time that each order is asked for after a row has changed. */
  readonly changedSortMs: readonly number[];
  readonly filterMs: readonly number[];
}

export interface ScanTimes {
  readonly files: number;
  /** Walk, parse and settle of files that are not known. */
  readonly firstMs: number;
  /** The same with nothing changed. */
  readonly againMs: number;
}

/** What became of one file, and how long the worker was asked for it. */
export type AnalysisReport = { readonly path: string; readonly ms: number } & ({ readonly report: SoundReport } | { readonly failure: string });

export interface PushTimes {
  readonly editMs: readonly number[];
  readonly pushMs: readonly number[];
}

const ANALYSIS_LIMIT_MS = 120_000;
/** Of `analyseAgain`. */
let pool: AudioPool | null = null;

export const bench = {
  seed: (count: number): Promise<SeedReport> => seedLibrary(new Database(), count, { vectors: true, seed: SEED }),

  /** Every call is timed from the page's side: what a person waits for, the way there and back included. */
  async viewTimes(workerUrl: string): Promise<ViewTimes> {
    const search = worker<SearchApi>(workerUrl);
    const began = performance.now();
    const untilRevision = await opened(search);
    const openMs = performance.now() - began;
    const timed = async (query: Partial<TrackQuery>): Promise<number> => {
      const asked = performance.now();
      value(await search.query({ text: '', filter: {}, sort: { by: 'title', descending: false }, ...query }));
      return performance.now() - asked;
    };
    await timed({});
    const searchMs: number[] = [];
    for (const text of searchesFor(await sampledTitles())) searchMs.push(await timed({ text, sort: { by: 'relevance', descending: false } }));
    const sorts = SORT_FIELDS.filter((by) => by !== 'relevance').map((by) => ({ by, descending: false }));
    const sortMs: number[] = [];
    for (let round = 0; round < SORT_ROUNDS; round++) for (const sort of sorts) sortMs.push(await timed({ sort }));
    const filterMs: number[] = [];
    for (let round = 0; round < SORT_ROUNDS; round++) for (const filter of FILTERS) filterMs.push(await timed({ filter }));
    const changedSortMs: number[] = [];
    const recordings = await new Database().sounds.keys();
    for (const [i, sort] of sorts.entries()) {
      const known = value(await search.query({ text: '', filter: {}, sort })).revision;
      await rate(recordings[i % recordings.length] as ContentKey, (i % 10) + 1);
      await untilRevision(known + 1);
      changedSortMs.push(await timed({ sort }));
    }
    return { openMs, searchMs, sortMs, changedSortMs, filterMs };
  },

  /** Keeps the app's own pipeline from working, from the next start on. */
  hold: (): Promise<void> => setWorkMode(new Database(), 'paused'),

  /** Scans the folder that the app was given, twice, in a worker of its own; the app's pipeline is held. */
  async scanTimes(workerUrl: string): Promise<ScanTimes> {
    const db = new Database();
    const added = async () => (await db.roots.toArray())[0];
    let root = await added();
    while (!root) root = await added();
    const { rootId } = root;
    const ingest = worker<IngestApi>(workerUrl);
    const timed = async (): Promise<number> => {
      const began = performance.now();
      value(await ingest.scan(rootId, proxy(() => undefined)));
      return performance.now() - began;
    };
    // Loads the worker's code before the clock starts.
    await ingest.resume();
    const firstMs = await timed();
    const againMs = await timed();
    return { files: await db.tracks.where('[queue+stage]').equals(['sound', 'parsed']).count(), firstMs, againMs };
  },

  /** Whether a warm start is prepared: the index's snapshot written, and the rows looked through for outdated stages. */
  async settled(): Promise<boolean> {
    const db = new Database();
    return (await db.snapshots.count()) > 0 && (await db.meta.get('stageVersions')) !== undefined;
  },

  /**
   * Analyses the known files over and over, so many in all, on one worker of the app's own pool, which it replaces as the app does.
   * @param recycles false for one worker that stays
   */
  async analyseAgain(workerUrl: string, baseUrl: string, count: number, recycles: boolean): Promise<number> {
    const db = new Database();
    pool ??= createAudioPool({ makeWorker: () => new Worker(workerUrl, { type: 'module' }), size: 1, baseUrl, now: () => performance.now(), ...(!recycles && { recycle: { files: Infinity, bytes: Infinity } }) });
    const tracks = await db.tracks.toArray();
    let analysed = 0;
    for (let i = 0; i < count; i++) {
      await db.sounds.clear();
      await db.curves.clear();
      const { trackId, path } = tracks[i % tracks.length] as TrackRow;
      const answer = await pool.run({ trackId, path, durationS: 0 }, ANALYSIS_LIMIT_MS);
      if (answer.kind === 'answer' && answer.answer.ok) analysed++;
    }
    return analysed;
  },

  /** Analyses every track again in a worker of its own, which has loaded its models before the clock starts. */
  async analysisReports(workerUrl: string, baseUrl: string): Promise<readonly AnalysisReport[]> {
    const db = new Database();
    const audio = worker<AudioApi>(workerUrl);
    value(await audio.init(baseUrl));
    const reports: AnalysisReport[] = [];
    for (const { trackId, path } of await db.tracks.toArray()) {
      await db.sounds.clear();
      await db.curves.clear();
      const began = performance.now();
      const processed = await audio.process(trackId);
      const ms = performance.now() - began;
      reports.push(processed.ok ? { path, ms, report: processed.value } : { path, ms, failure: processed.error.code });
    }
    return reports;
  },

  /** Rows of each table that a sync fills. */
  async counts(): Promise<Readonly<Record<string, number>>> {
    const db = new Database();
    const { tracks, sounds, vectors, holdings, plays, ops } = db;
    return Object.fromEntries(await Promise.all(Object.entries({ tracks, sounds, vectors, holdings, plays, ops }).map(async ([name, table]) => [name, await table.count()] as const)));
  },

  /** Rates `edits` recordings at once, then sends that: times of the write, and of the write with the round that carries it. */
  async pushes(workerUrl: string, edits: number, rounds: number): Promise<PushTimes> {
    const db = new Database();
    const sync = worker<SyncApi>(workerUrl);
    const round = async () => value(await sync.exchange(proxy(() => undefined)));
    await round();
    const keys = (await db.sounds.keys()).slice(0, edits);
    const editMs: number[] = [];
    const pushMs: number[] = [];
    for (let i = 0; i < rounds; i++) {
      const began = performance.now();
      await writeChoices(db, keys.map((id): ChoiceChange => ({ kind: 'recording', id, field: 'rating', value: (i % 10) + 1 })), { nowMs: Date.now(), newId: () => crypto.randomUUID() });
      editMs.push(performance.now() - began);
      const { sent } = await round();
      pushMs.push(performance.now() - began);
      if (sent !== keys.length) throw new Error(`${sent} edits sent instead of ${keys.length}`);
    }
    return { editMs, pushMs };
  },
};

/** Evenly over the library. */
async function sampledTitles(): Promise<readonly string[]> {
  const db = new Database();
  const count = await db.tracks.count();
  const rows = await db.tracks.bulkGet(Array.from({ length: SAMPLED_TRACKS }, (_, i) => (Math.floor((i * count) / SAMPLED_TRACKS) + 1) as TrackId));
  return rows.flatMap((row) => (row?.tags ? [`${row.tags.title} ${row.tags.artist}`] : []));
}

/** Ready means that searches miss nothing. @returns waits until the index stands for that many changes */
async function opened(search: Remote<SearchApi>): Promise<(revision: number) => Promise<void>> {
  let seen: IndexState | null = null;
  const waits = new Set<() => void>();
  const look = (state: IndexState): void => {
    seen = state;
    for (const wait of [...waits]) wait();
  };
  const until = (isSo: (state: IndexState) => boolean): Promise<void> => new Promise((resolve) => {
    const wait = (): void => {
      if (!seen || !isSo(seen)) return;
      waits.delete(wait);
      resolve();
    };
    waits.add(wait);
    wait();
  });
  look(value(await search.open(proxy(look))));
  await until((state) => state.ready && state.textReady);
  return (revision) => until((state) => state.revision >= revision);
}

/** A change of one row. */
async function rate(id: ContentKey, rating: number): Promise<void> {
  await writeChoices(new Database(), [{ kind: 'recording', id, field: 'rating', value: rating }], { nowMs: Date.now(), newId: () => crypto.randomUUID() });
}
