// Albums as settled: which tracks of one album folder are one album, whose it is, and its key. From tags and folder names alone,
// so that neither the order of scans nor what was settled before makes a difference.
import { foldText } from '../query/fold';
import { albumArtistAmong, clustersOf, commonest, largestFirst, type Cluster } from './album-clusters';
import { membersOf, type Member, type Placed } from './album-members';
import { albumFolderOf } from './disc-marks';
import { hashTexts } from './hash128';
import type { AlbumKey, TrackId } from './ids';
import { albumArtistOf, albumKeyOf, keysOf } from './keys';
import { normaliseName } from './normalise';
import { settledTags, type SettledAlbum } from './settled-album';
import type { Tags } from './tags';
import { rowCredits } from './track-credits';
import type { TrackRow } from './track';

/** Whose the album is stands in three columns, which change together. */
export type SettledColumns = Pick<TrackRow, 'albumKey' | 'settledAlbum'> & Partial<Pick<TrackRow, 'albumArtistKey' | 'credits'>>;

/** Words of a folder's name that tell an edition apart, where the album's title has none of them. */
const EDITIONS = ['deluxe', 'remaster', 'expanded', 'anniversary', 'anniversaire', 'bonus', 'collector', 'limited', 'legacy', 'instrumental', 'mono'] as const;
/** Primary types of MusicBrainz that a key names; an album, or a release without a type, has the plain key. */
const KEYED_TYPES: readonly string[] = ['ep', 'single', 'broadcast', 'other'];
const PRIMARY_TYPES: readonly string[] = ['album', ...KEYED_TYPES];

/**
 * The columns of the tracks of one album folder.
 * @param rows all that lie in it and in its discs, in any order
 * @returns only the tracks whose columns have to change
 */
export function settledAlbums(rows: readonly Placed[]): ReadonlyMap<TrackId, SettledColumns> {
  const changed = new Map<TrackId, SettledColumns>();
  const grouping = ({ tags, albumLoose }: Member): string => `${tags.musicBrainzReleaseId?.toLowerCase() ?? ''}\u0000${albumLoose}`;
  for (const group of largestFirst(membersOf(rows), grouping)) {
    for (const release of byType(group)) {
      for (const cluster of clustersOf(release)) settle(cluster, changed);
    }
  }
  for (const row of rows) if (row.tags && !row.tags.album?.trim() && row.settledAlbum) changed.set(row.trackId, columnsOf(row, row.tags, undefined, null));
  return changed;
}

/** An EP and a single of one name lie apart; where only one type is named, the tracks without one are of it too. */
function byType(members: readonly Member[]): (readonly Member[])[] {
  const types = new Set(members.flatMap(({ tags }) => primaryType(tags) ?? []));
  return types.size < 2 ? [members] : largestFirst(members, ({ tags }) => primaryType(tags) ?? '');
}

function primaryType({ releaseTypes = [] }: Tags): string | null {
  return PRIMARY_TYPES.find((type) => releaseTypes.includes(type)) ?? null;
}

function settle(cluster: Cluster, changed: Map<TrackId, SettledColumns>): void {
  const name = albumArtistAmong(cluster);
  const ids = idsOf(cluster, name);
  const key = keyOf(cluster, name);
  for (const member of cluster.members) {
    const { row, tags } = member;
    const settled = settledOf(member, name, ids);
    if (row.albumKey === key && JSON.stringify(row.settledAlbum ?? null) === JSON.stringify(settled ?? null)) continue;
    changed.set(row.trackId, columnsOf(row, tags, settled, key));
  }
}

function columnsOf(row: Placed, tags: Tags, settled: SettledAlbum | undefined, albumKey: AlbumKey | null): SettledColumns {
  // Credits hold what other tracks decided: they are made anew only where the artist is another.
  if (row.settledAlbum?.albumArtist === settled?.albumArtist) return { albumKey, settledAlbum: settled };
  const shown = settledTags(tags, settled);
  const keys = keysOf(shown);
  return { albumKey, albumArtistKey: keys.albumArtistKey, settledAlbum: settled, credits: rowCredits(shown, keys) };
}

function settledOf({ tags, album, disc }: Member, name: string | null, ids: readonly string[]): SettledAlbum | undefined {
  const settled: SettledAlbum = {
    ...(album !== tags.album && { album }),
    ...(name !== null && name !== albumArtistOf(tags) && { albumArtist: name, ...(ids.length > 0 && { albumArtistIds: ids }) }),
    ...(disc && disc.no !== tags.discNo && { discNo: disc.no }),
    ...(disc?.subtitle && disc.subtitle !== tags.discSubtitle && { discSubtitle: disc.subtitle }),
  };
  return Object.keys(settled).length > 0 ? settled : undefined;
}

/** The MusicBrainz ids that most tracks with this spelling carry. */
function idsOf({ members }: Cluster, name: string | null): readonly string[] {
  const spelled = members.filter(({ tags }) => tags.albumArtist === name && tags.musicBrainzAlbumArtistIds.length > 0);
  return commonest(spelled.map(({ tags }) => tags.musicBrainzAlbumArtistIds.join('\u0000')))?.split('\u0000') ?? [];
}

/**
 * The frozen formula over what the tracks say together: the title without its disc, the album's artist, the latest year. Where
 * that does not tell releases apart it is a hash of the same and of what does: the release's type, the edition its folder names,
 * and for an album of many artists that no tag calls one, its year: the formula leaves that out.
 */
function keyOf({ members, various }: Cluster, name: string | null): AlbumKey | null {
  const [first] = members;
  if (!first) return null;
  const years = members.flatMap(({ tags }) => tags.year ?? []);
  const year = years.length > 0 ? Math.max(...years) : null;
  const album = commonest(members.map((member) => member.album)) ?? first.album;
  const compilation = members.some(({ tags }) => tags.compilation);
  const plain = albumKeyOf({ ...first.tags, album, albumArtist: name, year, compilation });
  if (first.tags.musicBrainzReleaseId) return plain;
  const type = commonest(members.flatMap(({ tags }) => primaryType(tags) ?? []));
  const edition = commonest(members.map(({ row }) => editionOf(row.folder, album))) ?? '';
  const unsaid = various && year !== null ? String(year) : '';
  const marks = [type !== null && KEYED_TYPES.includes(type) ? type : '', edition, unsaid];
  return marks.every((mark) => mark === '') ? plain : (hashTexts(['edition', plain ?? '', ...marks.map(normaliseName)]) as AlbumKey);
}

/** Edition words of the folder that holds the album, where its name is the album's title and more. */
function editionOf(folder: string, album: string): string {
  const whole = albumFolderOf(folder);
  const name = foldText(whole.slice(whole.lastIndexOf('/') + 1));
  const title = foldText(album);
  if (title === '' || !name.includes(title)) return '';
  return EDITIONS.filter((word) => name.includes(word) && !title.includes(word)).join(' ');
}
