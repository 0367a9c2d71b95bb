// The search worker, seen from the page: opened once, opened again after a crash, asked questions.
import type { IndexState, SearchApi } from '../../domain/worker-api';
import { channel } from '../listenable';
import { workerClient } from '../workers/worker-client';
import { INITIAL_INDEX, type Library } from './library';

export interface LibraryDeps {
  readonly makeWorker: () => Worker;
  /** Hidden pages may be closed without a word: the snapshot is written then. */
  readonly page?: Document;
}

/** A worker that dies this often in a row is not started again by itself. */
const MAX_CRASHES = 3;

export function createLibrary({ makeWorker, page = document }: LibraryDeps): Library {
  const { calls, onCrash } = workerClient<SearchApi>(makeWorker);
  const state = channel<IndexState>(INITIAL_INDEX);
  let crashes = 0;
  let revisionBase = 0;

  /** A new worker counts its revisions from 0; for the page they go on growing. */
  function receive(next: IndexState): void {
    if (next.ready) crashes = 0;
    state.set({ ...next, revision: revisionBase + next.revision });
  }

  async function open(): Promise<void> {
    const opened = await calls.open(receive);
    if (opened.ok) receive(opened.value);
  }

  onCrash(() => {
    crashes += 1;
    revisionBase = state.state().revision + 1;
    state.set({ ...INITIAL_INDEX, revision: revisionBase });
    if (crashes < MAX_CRASHES) void open();
  });
  page.addEventListener('visibilitychange', () => {
    if (page.visibilityState === 'hidden') void calls.persist();
  });

  return {
    state: state.state,
    subscribe: state.subscribe,
    open,
    async query(query) {
      const answer = await calls.query(query);
      return answer.ok ? { ok: true, value: { ...answer.value, revision: revisionBase + answer.value.revision } } : answer;
    },
    groups: (kind, text) => calls.groups(kind, text),
    folders: (rootId, path) => calls.folders(rootId, path),
    similar: (trackId, limit) => calls.similar(trackId, limit),
    duplicates: () => calls.duplicates(),
  };
}
