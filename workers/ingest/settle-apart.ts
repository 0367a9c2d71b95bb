// Album folders that were settled each by itself, compared with others that hold an album of the same key.
import { albumFoldersWith, noteAlbumFolders } from '../../src/db/album-folders';
import type { Database } from '../../src/db/database';
import { foldersOf, tracksOfFolders, type TrackPatch } from '../../src/db/tracks';
import { apartKeys, type AlbumPart } from '../../src/domain/library/apart-albums';
import { albumFolderOf } from '../../src/domain/library/disc-marks';
import { settledAlbums, type SettledColumns } from '../../src/domain/library/editions';
import { grouped } from '../../src/domain/grouped';
import type { AlbumKey, RootId, TrackId } from '../../src/domain/library/ids';
import { SEGMENTED, type TrackRow } from '../../src/domain/library/track';

/** Songs of one compilation lie in the folders of many artists: that many folders are not as many albums, and would all be read each time. */
const MOST_FOLDERS = 30;

interface SettledTrack {
  readonly row: TrackRow;
  /** As its own folder gives it; the row's own columns where those hold already. */
  readonly columns: SettledColumns;
}

/** An album folder with its albums, by the keys that its own tracks give. */
export interface SettledFolder {
  readonly rootId: RootId;
  readonly folder: string;
  readonly tracks: readonly SettledTrack[];
  readonly albums: ReadonlyMap<AlbumKey, readonly SettledTrack[]>;
}

/** @param rows all of their album folders */
export function settledFolders(rootId: RootId, rows: readonly TrackRow[]): SettledFolder[] {
  // Segments are the tracks of an album, their file is none.
  const byFolder = grouped(rows.filter((row) => row.missing < SEGMENTED), (row) => albumFolderOf(row.folder));
  return [...byFolder].map(([folder, inside]) => {
    const changed = settledAlbums(inside);
    const tracks = inside.map((row): SettledTrack => ({ row, columns: changed.get(row.trackId) ?? { albumKey: row.albumKey, settledAlbum: row.settledAlbum } }));
    const albums = grouped(tracks, ({ columns }) => columns.albumKey);
    albums.delete(null);
    return { rootId, folder, tracks, albums: albums as Map<AlbumKey, SettledTrack[]> };
  });
}

/** What has to change in these folders, and in others that hold another album of the same key. */
export async function keptApart(db: Database, settled: readonly SettledFolder[]): Promise<Map<TrackId, TrackPatch>> {
  const compared = [...new Set(settled.flatMap(({ albums }) => [...albums.keys()]))].filter((key) => !isReleaseId(key));
  const others = await othersOf(db, settled, compared);
  const keys = new Map<SettledTrack, AlbumKey>();
  for (const key of compared) {
    const holders = [...settled, ...others].filter(({ albums }) => albums.has(key)).sort(byPlace);
    const apart = holders.length > MOST_FOLDERS ? [] : apartKeys(key, holders.map((folder) => partOf(folder, key)));
    holders.forEach((folder, i) => folder.albums.get(key)?.forEach((track) => keys.set(track, apart[i] ?? key)));
  }
  // Of the other folders only what was compared: their other albums were, when they were settled.
  const looked = [...settled.flatMap(({ tracks }) => tracks), ...others.flatMap(({ tracks }) => tracks.filter((track) => keys.has(track)))];
  const tracks = looked.map((track) => ({ ...track, albumKey: keys.get(track) ?? track.columns.albumKey }));
  const changed = tracks.filter(({ row, columns, albumKey }) => row.albumKey !== albumKey || JSON.stringify(row.settledAlbum ?? null) !== JSON.stringify(columns.settledAlbum ?? null));
  return new Map(changed.map(({ row, columns, albumKey }) => [row.trackId, { ...columns, albumKey }]));
}

/** Folders elsewhere in the library with an album of one of these keys. */
async function othersOf(db: Database, settled: readonly SettledFolder[], keys: readonly AlbumKey[]): Promise<SettledFolder[]> {
  const known = new Set(settled.map(placeOf));
  const holders = await albumFoldersWith(db, keys);
  const counts = new Map([...grouped(holders.flatMap((row) => row.keys), (key) => key)].map(([key, each]) => [key, each.length]));
  const wanted = holders.filter((row) => !known.has(placeOf(row)) && row.keys.some((key) => keys.includes(key) && (counts.get(key) ?? 0) <= MOST_FOLDERS));
  const others: SettledFolder[] = [];
  for (const [rootId, rows] of grouped(wanted, (row) => row.rootId)) {
    const places = new Set(rows.map((row) => row.folder));
    const folders = (await foldersOf(db, rootId, [...places])).filter((folder) => places.has(albumFolderOf(folder)));
    const found = settledFolders(rootId, await tracksOfFolders(db, rootId, folders));
    others.push(...found);
    // Folders that are gone, or were renamed.
    for (const { folder } of found) places.delete(folder);
    if (places.size > 0) await noteAlbumFolders(db, rootId, new Map([...places].map((folder) => [folder, []])));
  }
  return others;
}

function partOf({ folder, albums }: SettledFolder, key: AlbumKey): AlbumPart {
  const tracks = (albums.get(key) ?? []).map(({ row, columns }) => ({
    discNo: columns.settledAlbum?.discNo ?? row.tags?.discNo ?? null, trackNo: row.tags?.trackNo ?? null, durationS: row.technical?.durationS ?? null, contentKey: row.contentKey,
  }));
  return { folder, tracks };
}

/** Whatever lies where: it is that release. */
function isReleaseId(key: AlbumKey): boolean {
  return key.startsWith('mb:');
}

function placeOf({ rootId, folder }: Pick<SettledFolder, 'rootId' | 'folder'>): string {
  return `${rootId}/${folder}`;
}

function byPlace(a: SettledFolder, b: SettledFolder): number {
  return a.rootId - b.rootId || (a.folder < b.folder ? -1 : 1);
}
