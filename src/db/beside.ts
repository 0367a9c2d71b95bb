// Tables of files that lie beside the music, one row a file: read anew with their folder.
import type { Table } from 'dexie';
import type { RootId } from '../domain/library/ids';
import type { Database } from './database';

interface FileBeside {
  readonly rootId: RootId;
  readonly path: string;
  readonly folder: string;
}

/**
 * Puts the files of folders in place of those that were known of them.
 * @param kept paths of files that are there and could not be read now: what is known of them stays
 * @returns whether anything is other than before
 */
export function replaceBeside<R extends FileBeside>(db: Database, table: Table<R, [RootId, string]>, rootId: RootId, folders: readonly string[], rows: readonly R[], kept: ReadonlySet<string>): Promise<boolean> {
  return db.transaction('rw', table, async () => {
    const before = new Map((await besideIn(table, rootId, folders)).map((row) => [row.path, row]));
    const now = new Set(rows.map((row) => row.path));
    const gone = [...before.keys()].filter((path) => !now.has(path) && !kept.has(path));
    const changed = rows.filter((row) => !isSame(before.get(row.path), row));
    await table.bulkDelete(gone.map((path): [RootId, string] => [rootId, path]));
    await table.bulkPut(changed);
    return gone.length + changed.length > 0;
  });
}

/** Rows of these folders themselves. */
export function besideIn<R extends FileBeside>(table: Table<R, [RootId, string]>, rootId: RootId, folders: readonly string[]): Promise<R[]> {
  return table.where('[rootId+folder]').anyOf(folders.map((folder) => [rootId, folder])).toArray();
}

/** Forgets what lay beside the music of a root. */
export async function purgeBeside(db: Database, rootId: RootId): Promise<void> {
  for (const table of [db.playlistFiles, db.lyricsFiles, db.cueSheets]) await table.where('[rootId+folder]').between([rootId, ''], [rootId, []], true, true).delete();
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
