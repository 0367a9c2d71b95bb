// Removed folders: their rows go when the time to undo is over, in this session or the next.
import { settleCredits } from '../../db/credits';
import type { Database } from '../../db/database';
import { observe } from '../../db/observe';
import { removedRoots } from '../../db/roots';
import { purgeRoot } from '../../db/work';

/** How long a removal can be undone. */
export const UNDO_MS = 15_000;

/** Purges what is due, and what becomes due later. Run by one tab. @param onPurged when rows are gone. @returns a function that ends it */
export function purgeRemoved(db: Database, now: () => number, onPurged: () => void = () => undefined): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let ended = false;

  /** A database that closes under a purge loses nothing: what is due goes at the next start. */
  const purge = (): void => void purgeDue().catch(() => undefined);

  async function purgeDue(): Promise<void> {
    clearTimeout(timer);
    const removed = await removedRoots(db);
    const due = removed.filter((root) => root.removedAtMs + UNDO_MS <= now());
    for (const root of due) {
      // A folder that cannot be emptied must not keep its rows in the lists.
      if (root.kind === 'kept' || root.kind === 'copied') await emptyFolder(root.handle).catch(() => undefined);
      await purgeRoot(db, root.rootId);
    }
    if (due.length > 0) {
      await settleCredits(db);
      onPurged();
    }
    const nextMs = Math.min(...removed.filter((root) => !due.includes(root)).map((root) => root.removedAtMs + UNDO_MS));
    clearTimeout(timer);
    if (!ended && Number.isFinite(nextMs)) timer = setTimeout(purge, Math.max(0, nextMs - now()));
  }

  const end = observe(() => removedRoots(db), purge);
  return () => {
    ended = true;
    end();
    clearTimeout(timer);
  };
}

/** What was kept offline or copied takes room in the app's own storage: it goes with its folder. Files of the person are never touched. */
async function emptyFolder(folder: FileSystemDirectoryHandle): Promise<void> {
  const names: string[] = [];
  for await (const name of folder.keys()) names.push(name);
  for (const name of names) await folder.removeEntry(name, { recursive: true });
}
