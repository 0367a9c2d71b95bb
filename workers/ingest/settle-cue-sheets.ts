// Cue sheets found in folders: kept as read, for the tracks that they make of files.
import { replaceBeside } from '../../src/db/beside';
import type { Database } from '../../src/db/database';
import { parseCueSheet, type CueSheetRow } from '../../src/domain/library/cue-sheet';
import type { RootId } from '../../src/domain/library/ids';
import { decodeText } from '../../src/domain/library/text-file';
import { readBeside } from './read-beside';
import type { ChangedFolder } from './settle-folders';

const MOST_BYTES = 1024 * 1024;

export async function settleCueSheets(db: Database, rootId: RootId, changed: readonly ChangedFolder[]): Promise<void> {
  const { files, unread } = await readBeside(changed, 'cue', MOST_BYTES);
  const rows = files.flatMap(({ path, folder, bytes }): CueSheetRow[] => {
    const sheet = parseCueSheet(decodeText(bytes));
    return sheet ? [{ rootId, path, folder, sheet }] : [];
  });
  await replaceBeside(db, db.cueSheets, rootId, changed.map((folder) => folder.path), rows, unread);
}
