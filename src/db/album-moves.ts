// What was chosen for an album follows when all of its tracks have come to have another album's key.
import type { AlbumKey } from '../domain/library/ids';
import type { TrackRow } from '../domain/library/track';
import { choiceOf, type ChoiceChange, type ChoiceRow } from '../domain/sync/choice';
import { choicesOf, writeChoices, type ChoiceDeps } from './choices';
import type { Database } from './database';

/** In `meta`: pairs of keys of albums for which something was chosen and from which tracks went. */
const KEY = 'albumMoves';

type Move = readonly [AlbumKey, AlbumKey];

/**
 * Notes albums that tracks left, where something was chosen for them. Call inside a read-write transaction over `choices` and `meta`.
 * @param changed pairs of rows before and after
 */
export async function noteAlbums(db: Database, changed: readonly (readonly [TrackRow, TrackRow])[]): Promise<void> {
  const moves = changed.flatMap(([{ albumKey: from }, { albumKey: to }]): Move[] => (from !== null && to !== null && from !== to ? [[from, to]] : []));
  if (moves.length === 0) return;
  const waiting = await movesIn(db);
  // Those that wait are looked at too: an album may get its final key in a second step, before the first was followed.
  const chosen = new Set<string>([...(await choicesOf(db, 'album').primaryKeys()).map(([, id]) => id), ...waiting.map(([, to]) => to)]);
  const noted = moves.filter(([from]) => chosen.has(from));
  if (noted.length === 0) return;
  const all = new Map([...waiting, ...noted].map((move) => [move.join(' '), move]));
  await db.meta.put({ key: KEY, value: [...all.values()] });
}

/** Copies what was chosen for albums without a track to those that their tracks went to, where nothing was chosen yet. Call when albums are settled. */
export async function followAlbums(db: Database, deps: ChoiceDeps): Promise<void> {
  if ((await movesIn(db)).length === 0) return;
  await db.transaction('rw', [db.tracks, db.choices, db.ops, db.meta, db.deletions], async () => {
    const moves = await movesIn(db);
    const left = new Set<string>(moves.map(([from]) => from));
    // No index has albums, and this happens once in a long while.
    await db.tracks.filter(({ albumKey }) => albumKey !== null && left.has(albumKey)).each(({ albumKey }) => void left.delete(albumKey as string));
    const rows = new Map((await choicesOf(db, 'album').toArray()).map((row) => [row.id, row]));
    const changes = [...left].flatMap((from) => ends(from as AlbumKey, moves, left).flatMap((to) => copied(rows.get(from), rows.get(to), to)));
    if (changes.length > 0) await writeChoices(db, changes, deps);
    await db.meta.delete(KEY);
  });
}

/** Where the tracks of an album without tracks went in the end. */
function ends(from: AlbumKey, moves: readonly Move[], left: ReadonlySet<string>): AlbumKey[] {
  const seen = [from];
  for (const each of seen) for (const [before, after] of moves) if (before === each && left.has(each) && !seen.includes(after)) seen.push(after);
  return seen.filter((key) => !left.has(key));
}

function copied(from: ChoiceRow | undefined, to: ChoiceRow | undefined, id: AlbumKey): ChoiceChange[] {
  return Object.entries(from?.fields ?? {}).flatMap(([field, { value }]): ChoiceChange[] => (
    value !== null && choiceOf(to, field) === null ? [{ kind: 'album', id, field, value }] : []
  ));
}

async function movesIn(db: Database): Promise<readonly Move[]> {
  const value = (await db.meta.get(KEY))?.value;
  return Array.isArray(value) ? (value as readonly Move[]) : [];
}
