// Lyrics in files of their own: kept by the name that they share with the music.
import { replaceBeside } from '../../src/db/beside';
import type { Database } from '../../src/db/database';
import { isNamedAfter, stemOf } from '../../src/domain/library/file-names';
import type { RootId } from '../../src/domain/library/ids';
import { MOST_LYRICS_BYTES, readLyricsFile, type LyricsFileRow } from '../../src/domain/library/lyrics-file';
import { readBeside } from './read-beside';
import type { ChangedFolder } from './settle-folders';

const FOLDERS_AT_ONCE = 100;

export async function settleLyricsFiles(db: Database, rootId: RootId, changed: readonly ChangedFolder[]): Promise<void> {
  for (let at = 0; at < changed.length; at += FOLDERS_AT_ONCE) await settleSome(db, rootId, changed.slice(at, at + FOLDERS_AT_ONCE));
}

async function settleSome(db: Database, rootId: RootId, changed: readonly ChangedFolder[]): Promise<void> {
  const wanted = changed.map((folder) => ({ ...folder, companions: folder.companions.filter((file) => hasMusic(folder.music, file.name)) }));
  const { files, unread } = await readBeside(wanted, 'lyrics', MOST_LYRICS_BYTES);
  const rows = files.flatMap(({ path, folder, name, bytes }): LyricsFileRow[] => {
    const lyrics = readLyricsFile(bytes, name);
    return lyrics ? [{ rootId, path, folder, stem: stemOf(path), lyrics }] : [];
  });
  await replaceBeside(db, db.lyricsFiles, rootId, changed.map((folder) => folder.path), rows, unread);
}

/** A text that no music is named after is a note, a log, a licence: its words are no lyrics. */
function hasMusic(music: readonly string[], name: string): boolean {
  return music.some((each) => isNamedAfter(name, each));
}
