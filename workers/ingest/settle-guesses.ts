// After the parses: files without a title take from their paths what no tag says. Reads no file.
import type { Database } from '../../src/db/database';
import { compiledPatterns, noteGuessSamples } from '../../src/db/path-patterns';
import { patchTracks, tracksOfFolders, type TrackPatch } from '../../src/db/tracks';
import { tagsAsRead } from '../../src/domain/library/edits';
import { isGuessable, withGuesses, withoutGuesses } from '../../src/domain/library/guessed-tags';
import type { RootId, TrackId } from '../../src/domain/library/ids';
import { guessFolder, type PathPattern } from '../../src/domain/library/path-patterns';
import { tagColumns } from '../../src/domain/library/tag-columns';
import { HERE, type TrackRow } from '../../src/domain/library/track';

const FOLDERS_AT_ONCE = 100;

/** @param touched folders of a root that got new or changed tags */
export async function settleGuesses(db: Database, rootId: RootId, touched: ReadonlySet<string>): Promise<void> {
  const patterns = await compiledPatterns(db);
  const waiting = [...touched];
  while (waiting.length > 0) {
    const rows = await tracksOfFolders(db, rootId, waiting.splice(0, FOLDERS_AT_ONCE));
    const byFolder = new Map<string, TrackRow[]>();
    for (const row of rows) {
      const read = tagsAsRead(row);
      if (row.missing === HERE && !row.segment && read !== null && isGuessable(read)) byFolder.set(row.folder, [...(byFolder.get(row.folder) ?? []), row]);
    }
    const patches = [...byFolder.values()].flatMap((each) => patchesOf(each, patterns));
    if (patches.length > 0) {
      await patchTracks(db, new Map(patches));
      await noteGuessSamples(db, [...byFolder.values()].map((each) => each.map((row) => row.path).sort()));
    }
  }
}

/** Only of rows whose guesses have changed. */
function patchesOf(rows: readonly TrackRow[], patterns: readonly PathPattern[]): [TrackId, TrackPatch][] {
  const found = guessFolder(rows.map((row) => row.path), patterns);
  return rows.flatMap((row, i): [TrackId, TrackPatch][] => {
    const read = tagsAsRead(row);
    if (!read) return [];
    const tags = withGuesses(withoutGuesses(read), found?.guesses[i] ?? null);
    return JSON.stringify(tags) === JSON.stringify(read) ? [] : [[row.trackId, tagColumns(tags)]];
  });
}
