// Folders of the library that lie in each other: a file belongs to the innermost of them, and is in the library once.
import type { RootId, TrackId } from '../domain/library/ids';
import type { RootRow } from '../domain/library/root';
import { folderOf, HERE, type TrackRow } from '../domain/library/track';
import type { Database } from './database';
import { nextSeq, noteDeleted } from './sequence';

/** A root inside another one. */
export interface Nested {
  readonly root: RootRow;
  /** Its path in the outer one. */
  readonly path: string;
}

/** Roots that were not removed and lie in this one, at any depth. Such whose places cannot be compared lie apart. */
export async function rootsInside(outer: RootRow, roots: readonly RootRow[]): Promise<Nested[]> {
  const others = roots.filter((root) => root.rootId !== outer.rootId && root.removedAtMs === null);
  const paths = await Promise.all(others.map((root) => pathIn(outer, root)));
  return others.flatMap((root, i) => (paths[i] ? [{ root, path: paths[i] }] : []));
}

/**
 * Brings rows in line with the roots as they are: rows of a folder that was added inside a root go to it, and those of a removed one
 * back to the root around it, with all that they are. Call when a root was added, removed or brought back; costs little where nothing is to do.
 * @returns how many rows went to another root
 */
export async function settleNesting(db: Database): Promise<number> {
  const roots = await db.roots.toArray();
  if (roots.length < 2) return 0;
  let moved = 0;
  // Rows may go from the outermost to the innermost by way of one between them.
  for (let round = 0, more = true; more && round < roots.length; round++) {
    const before = moved;
    for (const root of roots) moved += await (root.removedAtMs === null ? giveInside(db, root, roots) : giveBack(db, root, roots));
    more = moved > before;
  }
  return moved;
}

async function giveInside(db: Database, outer: RootRow, roots: readonly RootRow[]): Promise<number> {
  let moved = 0;
  const inside = (await rootsInside(outer, roots)).sort((a, b) => b.path.length - a.path.length);
  for (const { root, path } of inside) moved += await rehome(db, { rootId: outer.rootId, folder: path }, { rootId: root.rootId, folder: '' });
  return moved;
}

async function giveBack(db: Database, removed: RootRow, roots: readonly RootRow[]): Promise<number> {
  const around: { readonly rootId: RootId; readonly folder: string }[] = [];
  for (const root of roots.filter((each) => each.removedAtMs === null)) {
    const folder = await pathIn(root, removed);
    if (folder) around.push({ rootId: root.rootId, folder });
  }
  const [innermost] = around.sort((a, b) => a.folder.length - b.folder.length);
  return innermost ? rehome(db, { rootId: removed.rootId, folder: '' }, innermost) : 0;
}

/** '' where they are the same folder, null where one does not lie in the other. */
async function pathIn(outer: RootRow, inner: RootRow): Promise<string | null> {
  try {
    return (await outer.handle.resolve(inner.handle))?.join('/') ?? null;
  } catch {
    return null;
  }
}

interface Place {
  readonly rootId: RootId;
  readonly folder: string;
}

const PAGE = 1_000;
const BEHIND_SLASH = '0';

/** In one transaction: no list ever shows a file twice, or not at all. */
function rehome(db: Database, from: Place, to: Place): Promise<number> {
  const [first, end] = from.folder === '' ? ['', []] : [`${from.folder}/`, `${from.folder}${BEHIND_SLASH}`];
  const rows = () => db.tracks.where('[rootId+path]').between([from.rootId, first], [from.rootId, end], true, false).limit(PAGE);
  return db.transaction('rw', db.tracks, db.deletions, db.meta, async () => {
    let moved = 0;
    for (let page = await rows().toArray(); page.length > 0; page = await rows().toArray()) {
      const seq = await nextSeq(db);
      const next = page.map((row) => ({ ...placedAt(row, from, to), seq }));
      const gone = await takePlaces(db, next);
      await db.tracks.bulkDelete(gone);
      await noteDeleted(db, gone, seq);
      await db.tracks.bulkPut(next.filter((row) => !gone.includes(row.trackId)));
      moved += page.length;
    }
    return moved;
  });
}

function placedAt(row: TrackRow, from: Place, to: Place): TrackRow {
  const below = from.folder === '' ? row.path : row.path.slice(from.folder.length + 1);
  const path = to.folder === '' ? below : `${to.folder}/${below}`;
  return { ...row, rootId: to.rootId, path, folder: folderOf(path) };
}

/** Two scans may have met one file: the row that has it stays, and of two the one that comes. @returns ids of the others */
async function takePlaces(db: Database, rows: readonly TrackRow[]): Promise<TrackId[]> {
  const there = await db.tracks.where('[rootId+path]').anyOf(rows.map((row) => [row.rootId, row.path] as [RootId, string])).toArray();
  const coming = new Map(rows.map((row) => [row.path, row]));
  return there.map((row) => {
    const other = coming.get(row.path) as TrackRow;
    return row.missing === HERE && other.missing !== HERE ? other.trackId : row.trackId;
  });
}
