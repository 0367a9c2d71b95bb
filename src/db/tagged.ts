// Tags whose files were all tagged anew: told to others by whoever did it, hidden by all, and shown again with a file that has them.
import type { ContentKey } from '../domain/library/ids';
import { HERE, type TrackRow } from '../domain/library/track';
import { isElsewhere, leftElsewhere, subjectOf, withSound } from '../domain/sync/elsewhere';
import { albumPart } from '../domain/sync/facts';
import { isWithdrawn, taggedNow, type OwnFiles, type Tagged } from '../domain/sync/tagged';
import type { AnnouncedRow, Database, HoldingRow } from './database';
import { withStoredEdits } from './edits';
import { keepLeft } from './elsewhere';
import { devicesOf, hasWithdrawn } from './holdings';
import { noteDeleted } from './sequence';

/** What this device says of the recordings of rows that are here, noted before it is told. @param seq for what has to be told anew */
export async function announceHeld(db: Database, rows: readonly (TrackRow & { readonly contentKey: ContentKey })[], seq: number): Promise<Map<ContentKey, AnnouncedRow>> {
  const paged = new Map<ContentKey, string[]>();
  for (const row of rows) paged.set(row.contentKey, [...(paged.get(row.contentKey) ?? []), albumPart(row.taggedAlbumKey)]);
  const keys = [...paged.keys()];
  const before = new Map(keys.map((key) => [key, undefined as AnnouncedRow | undefined]));
  for (const row of await db.announced.bulkGet(keys)) if (row) before.set(row.contentKey, row);
  // Mostly the page has every file of a recording whose albums were told; only else are all its rows looked at.
  const unsure = keys.filter((key) => before.get(key)?.albums?.some((album) => !paged.get(key)?.includes(album)));
  const files = ownAlbums(unsure.length > 0 ? await db.tracks.where('contentKey').anyOf(unsure).toArray() : []);
  const after = keys.map((key) => {
    const here = paged.get(key) ?? [];
    return announcedAfter(before.get(key) ?? { contentKey: key, held: false }, files.get(key) ?? { here, known: here }, seq);
  });
  await db.announced.bulkPut(after);
  return new Map(after.map((row) => [row.contentKey, row]));
}

/** What a row says to others. */
export function toldBy({ held, albums, withdrawn }: Pick<AnnouncedRow, 'held' | 'albums' | 'withdrawn'>): Tagged {
  return { held, albums: albums ?? null, withdrawn: withdrawn ?? [] };
}

/**
 * Brings rows of other devices in step with what all devices say of these recordings: rows of withdrawn tags go, and tags
 * kept of earlier rows return where they hold again. Call inside a read-write transaction over `rowTables`, `sounds` and `vectors`.
 */
export async function followTagged(db: Database, contentKeys: readonly ContentKey[], seq: number): Promise<void> {
  const said = await saidOf(db, contentKeys);
  if (said.size === 0) return;
  const rows = await db.tracks.where('contentKey').anyOf([...said.keys()]).toArray();
  const own = ownAlbums(rows);
  const hidden = (row: TrackRow): boolean => isWithdrawn(albumPart(row.taggedAlbumKey), everyone(said.get(row.contentKey as ContentKey), own.get(row.contentKey as ContentKey)));
  const gone = rows.filter((row) => isElsewhere(row) && hidden(row));
  const standing = new Set(rows.filter((row) => !gone.includes(row)).map(subjectOf));
  const back = [...said.values()].flatMap(({ announced, holding }) => (holding && holding.deviceIds.length > 0 ? (announced?.left ?? []) : []))
    .filter((row) => !standing.has(subjectOf(row)) && !hidden(row));
  if (gone.length > 0) {
    await keepLeft(db, gone);
    const trackIds = gone.map((row) => row.trackId);
    await db.tracks.bulkDelete(trackIds);
    await noteDeleted(db, trackIds, seq);
  }
  await addBack(db, back, seq);
}

interface Said {
  readonly holding: HoldingRow | undefined;
  readonly announced: AnnouncedRow | undefined;
}

/** Of those recordings where rows may have to go or return. */
async function saidOf(db: Database, contentKeys: readonly ContentKey[]): Promise<Map<ContentKey, Said>> {
  const keys = [...contentKeys];
  const [holdings, announced] = await Promise.all([db.holdings.bulkGet(keys), db.announced.bulkGet(keys)]);
  const said = new Map<ContentKey, Said>();
  keys.forEach((key, i) => {
    const [holding, own] = [holdings[i], announced[i]];
    if ((holding && hasWithdrawn(holding)) || own?.left || own?.withdrawn?.length) said.set(key, { holding, announced: own });
  });
  return said;
}

/** Other devices as they said, and this one as its files are now: what it told may be older. */
function everyone(said: Said | undefined, files: OwnFiles | undefined): Tagged[] {
  const others = said?.holding ? devicesOf(said.holding) : [];
  if (!said?.announced) return others;
  const own = toldBy(said.announced);
  return [...others, files && files.here.length > 0 ? taggedNow(own, files) : { ...own, held: false }];
}

/** Albums of this device's own files, by recording. */
export function ownAlbums(rows: readonly TrackRow[]): Map<ContentKey, OwnFiles> {
  const files = new Map<ContentKey, { readonly here: string[]; readonly known: string[] }>();
  for (const { contentKey, taggedAlbumKey, missing } of rows.filter((row) => !isElsewhere(row))) {
    if (contentKey === null) continue;
    const { here, known } = files.get(contentKey) ?? { here: [], known: [] };
    if (missing === HERE) here.push(albumPart(taggedAlbumKey));
    known.push(albumPart(taggedAlbumKey));
    files.set(contentKey, { here, known });
  }
  return files;
}

function announcedAfter(before: AnnouncedRow, files: OwnFiles, seq: number): AnnouncedRow {
  const { albums, withdrawn } = taggedNow(toldBy(before), files);
  const told = { held: true, albums: albums ?? [], ...(withdrawn.length > 0 && { withdrawn }) };
  const same = JSON.stringify(toldBy(told)) === JSON.stringify(toldBy(before));
  const { contentKey, left, revision } = before;
  return { contentKey, ...told, ...(left && { left }), revision: same && revision !== undefined ? revision : Math.max(seq, (revision ?? 0) + 1) };
}

async function addBack(db: Database, rows: readonly TrackRow[], seq: number): Promise<void> {
  if (rows.length === 0) return;
  const keys = rows.map((row) => row.contentKey as ContentKey);
  const [sounds, vectors] = await Promise.all([db.sounds.bulkGet(keys), db.vectors.bulkGet(keys)]);
  const returned = rows.map(leftElsewhere).map(({ trackId: _, ...row }, i) => ({ ...withSound(row, { sound: sounds[i], vector: vectors[i] }), seq }));
  await db.tracks.bulkAdd(await withStoredEdits(db, returned));
}
