// Similar recordings of a library: exact, by the same maths as the app. The worker's index follows the library's changes.
import type { Kysely } from 'kysely';
import { inList } from '../../store/in-list';
import type { Store, Tables } from '../../store/schema';
import { readVector } from '../../store/fact-values';
import { graphqlRefusal } from '../refusal';
import type { KeyedVector, SimilarHit } from './similar-messages';
import { createSimilarThread } from './similar-thread';

/** In all libraries together: 400 MB of 200 floats each. */
const MAX_VECTORS = 500_000;
const PAGE = 2_000;

export interface SimilarSearch {
  /** The nearest recordings, best first, that have tracks. @returns null where the recording has no embedding */
  nearest(libraryId: string, contentKey: string, limit: number): Promise<readonly SimilarHit[] | null>;
  close(): Promise<void>;
}

/** How far an index in the worker has come. */
interface Loaded {
  readonly epoch: string;
  readonly generation: number;
  seq: number;
  count: number;
  usedAt: number;
}

export function createSimilarSearch({ db }: Pick<Store, 'db'>): SimilarSearch {
  const thread = createSimilarThread();
  const loaded = new Map<string, Loaded>();
  const queues = new Map<string, Promise<unknown>>();
  let uses = 0;

  async function follow(libraryId: string): Promise<void> {
    thread.begin();
    const library = await db.selectFrom('libraries').select(['epoch', 'seq']).where('library_id', '=', libraryId).executeTakeFirstOrThrow();
    const state = current(libraryId, library.epoch);
    state.usedAt = ++uses;
    while (state.seq < library.seq) {
      const page = await readVectors(db, libraryId, state.seq);
      if (page.vectors.length > 0) thread.tell({ type: 'put', libraryId, vectors: page.vectors });
      state.count += page.vectors.length;
      makeRoom(libraryId);
      state.seq = page.lastSeq ?? library.seq;
    }
  }

  function current(libraryId: string, epoch: string): Loaded {
    const known = loaded.get(libraryId);
    if (known && known.epoch === epoch && known.generation === thread.generation) return known;
    if (known) thread.tell({ type: 'drop', libraryId });
    const anew: Loaded = { epoch, generation: thread.generation, seq: 0, count: 0, usedAt: 0 };
    loaded.set(libraryId, anew);
    return anew;
  }

  function makeRoom(keep: string): void {
    const total = (): number => [...loaded.values()].reduce((sum, { count }) => sum + count, 0);
    const others = [...loaded].filter(([libraryId]) => libraryId !== keep).sort(([, a], [, b]) => a.usedAt - b.usedAt);
    for (const [libraryId] of others) if (total() > MAX_VECTORS) drop(libraryId);
    if (total() <= MAX_VECTORS) return;
    drop(keep);
    throw graphqlRefusal('too-large', 'The library has too many recordings to compare them here.');
  }

  function drop(libraryId: string): void {
    loaded.delete(libraryId);
    thread.tell({ type: 'drop', libraryId });
  }

  /** One after another in each library, so that no two load the same pages. */
  function inTurn<T>(libraryId: string, work: () => Promise<T>): Promise<T> {
    const turn = (queues.get(libraryId) ?? Promise.resolve()).then(work, work);
    queues.set(libraryId, turn);
    void turn.catch(() => undefined).then(() => queues.get(libraryId) === turn && queues.delete(libraryId));
    return turn;
  }

  async function search(libraryId: string, contentKey: string, limit: number): Promise<readonly SimilarHit[] | null> {
    await follow(libraryId);
    // Vectors of recordings that are not listed are rare: a few more are asked for, and more again where those were not enough.
    for (let wanted = limit + 10; ; wanted *= 2) {
      const hits = await thread.nearest(libraryId, contentKey, wanted);
      if (!hits) return null;
      const listed = await withTracks(db, libraryId, hits);
      if (listed.length >= limit || hits.length < wanted) return listed.slice(0, limit);
    }
  }

  return {
    nearest: (libraryId, contentKey, limit) => inTurn(libraryId, () => search(libraryId, contentKey, limit)),
    close: () => thread.close(),
  };
}

async function readVectors(db: Kysely<Tables>, libraryId: string, after: number): Promise<{ vectors: KeyedVector[]; lastSeq: number | null }> {
  const rows = await db.selectFrom('facts').select(['subject', 'value', 'seq']).where('library_id', '=', libraryId).where('kind', '=', 'vector')
    .where('seq', '>', after).orderBy('seq').limit(PAGE).execute();
  const vectors = rows.flatMap(({ subject, value }) => {
    const vector = readVector(value);
    return vector ? [{ key: subject, vector }] : [];
  });
  return { vectors, lastSeq: rows.length < PAGE ? null : (rows.at(-1)?.seq ?? null) };
}

async function withTracks(db: Kysely<Tables>, libraryId: string, hits: readonly SimilarHit[]): Promise<SimilarHit[]> {
  if (hits.length === 0) return [];
  const rows = await db.selectFrom('tracks').select('content_key').distinct().where('library_id', '=', libraryId)
    .where(inList(db, 'content_key', hits.map(({ contentKey }) => contentKey))).execute();
  const listed = new Set(rows.map((row) => row.content_key));
  return hits.filter(({ contentKey }) => listed.has(contentKey));
}
