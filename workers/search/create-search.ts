// The view engine: one index over the library, followed live, and the questions it answers.
import { watchChanges } from '../../src/db/changes';
import type { Database } from '../../src/db/database';
import { err, messageOf, ok, type Result } from '../../src/domain/result';
import type { IndexState, SearchApi } from '../../src/domain/worker-api';
import { folderGroups } from './folder-groups';
import { Follower } from './follower';
import { groupsMatching } from './groups';
import { runQuery } from './run-query';
import { similarTracks } from './similar';
import { throttled } from './throttled';

export interface SearchDeps {
  readonly db: Database;
  /** Decides the order of names. */
  readonly locale?: string;
  readonly delay: (ms: number) => Promise<void>;
  /** Between two looks at the database, and between two reports. */
  readonly quietMs?: number;
  /** Between two snapshots. */
  readonly saveEveryMs?: number;
}

/** The first screen asks its questions and draws their answers in about this time; what it does not need waits so long. */
const FIRST_SCREEN_MS = 500;
/** Names indexed before queries get their turn: about 10 ms. */
const NAMES_A_TURN = 1500;

/** While a library is being filled, the next look waits so many times what the last one took: who writes needs the database more. */
const REST_TIMES = 8;
const LONGEST_REST_MS = 15_000;
/** Where nothing came for so long, nobody is being kept waiting any more. */
const PAUSE_MS = 2_500;

/** Natural order, so that "Track 2" comes before "Track 10"; accents and case aside. */
const COLLATION = { sensitivity: 'base', numeric: true } as const;

export function createSearch(deps: SearchDeps): SearchApi {
  const { db, delay, quietMs = 250, saveEveryMs = 30_000 } = deps;
  const follower = new Follower({ db, collator: new Intl.Collator(deps.locale, COLLATION), onApplied });
  let ready = false;
  /** Whether the first screen had its time. */
  let shown = false;
  let revision = 0;
  let tell: (state: IndexState) => void = () => undefined;

  const report = throttled(() => tell(state()), quietMs, delay);
  const indexNames = throttled(async () => {
    follower.index.settleNames();
    while (!follower.index.text.caughtUp) {
      follower.index.text.advance(NAMES_A_TURN);
      await delay(0);
    }
    report();
  }, 0, delay);
  const saveSoon = throttled(async () => {
    await delay(saveEveryMs);
    await save();
  }, 0, delay);
  let lookMs = 0;
  let changedAtMs = 0;
  const look = throttled(async () => {
    const began = performance.now();
    // A look that fails leaves the cursor where it was: the next change reads from there.
    await follower.catchUp().then(saveSoon, () => undefined);
    lookMs = performance.now() - began;
  }, rest, delay);

  async function rest(): Promise<void> {
    const until = performance.now() + Math.min(LONGEST_REST_MS, REST_TIMES * lookMs);
    do await delay(quietMs);
    while (performance.now() < until && performance.now() - changedAtMs < PAUSE_MS);
  }

  function onApplied(): void {
    revision += 1;
    if (shown) indexNames();
    report();
  }

  function state(): IndexState {
    const { index, vectors } = follower;
    return { ready, textReady: ready && index.text.caughtUp, trackCount: index.listedCount, vectorCount: vectors.count, revision };
  }

  async function save(): Promise<Result<null>> {
    try {
      await follower.save();
      return ok(null);
    } catch (thrown) {
      return err('database-failed', messageOf(thrown));
    }
  }

  let vectors: Promise<void> | null = null;
  const vectorsLoaded = (): Promise<void> => (vectors ??= follower.loadVectors());

  async function prepareRest(): Promise<void> {
    await delay(FIRST_SCREEN_MS);
    shown = true;
    indexNames();
    // Who asks for similar tracks hears of a failure.
    await vectorsLoaded().catch(() => undefined);
  }

  return {
    async open(onChanged) {
      tell = onChanged;
      try {
        await follower.restore();
        ready = follower.index.columns.count > 0;
        await follower.catchUp();
        ready = true;
        void prepareRest();
        watchChanges(db, () => {
          changedAtMs = performance.now();
          look();
        });
        saveSoon();
        report();
        return ok(state());
      } catch (thrown) {
        return err('database-failed', messageOf(thrown));
      }
    },
    query: async (query) => ok(runQuery(follower.index, query, revision)),
    groups: async (kind, text) => ok(groupsMatching(follower.index.groupsOf(kind), text)),
    folders: async (rootId, path) => ok(folderGroups(follower.index, rootId, path)),
    async similar(trackId, limit) {
      await vectorsLoaded();
      return similarTracks(follower.index, follower.vectors, trackId, limit);
    },
    async duplicates() {
      await vectorsLoaded();
      return ok(follower.index.duplicates(follower.vectors));
    },
    persist: save,
  };
}
