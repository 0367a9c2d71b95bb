// Takes everything of this app off this device: the database, the demo music, the settings. The app itself stays, offline too.
import type { Database } from '../../db/database';
import { err, messageOf, ok, type Result } from '../../domain/result';
import type { LibraryWipe } from './export';

/** Everything of ours in localStorage begins with this. */
const STORAGE_PREFIX = 'soniquebay.';
/** Other tabs close their connection within moments; one that does not holds the database. */
const BLOCKED_AFTER_MS = 5000;

export interface LibraryWipeDeps {
  readonly db: Database;
  /** Ends all work that would write to the database again: the pipeline, the player. */
  readonly stopWork: () => void;
  /** `navigator.storage.getDirectory`, bound. */
  readonly storageRoot: () => Promise<FileSystemDirectoryHandle>;
  readonly storage: Storage;
  readonly reload: () => void;
}

export function createLibraryWipe({ db, stopWork, storageRoot, storage, reload }: LibraryWipeDeps): LibraryWipe {
  return {
    async wipe() {
      stopWork();
      const deleted = await deleteDatabase(db);
      if (!deleted.ok) return deleted;
      try {
        await emptyFolder(await storageRoot());
      } catch (thrown) {
        return err('read-failed', messageOf(thrown));
      }
      for (const key of Object.keys(storage).filter((name) => name.startsWith(STORAGE_PREFIX))) storage.removeItem(key);
      reload();
      return ok(null);
    },
  };
}

async function deleteDatabase(db: Database): Promise<Result<null>> {
  const late = new Promise<Result<null>>((resolve) => setTimeout(() => resolve(err('database-blocked')), BLOCKED_AFTER_MS));
  const done = db.delete().then(() => ok(null), (thrown: unknown) => err('database-failed', messageOf(thrown)));
  return Promise.race([done, late]);
}

async function emptyFolder(folder: FileSystemDirectoryHandle): Promise<void> {
  const names: string[] = [];
  for await (const name of folder.keys()) names.push(name);
  for (const name of names) await folder.removeEntry(name, { recursive: true });
}
