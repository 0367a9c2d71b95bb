// What the tracks of one album folder say of the album they belong to, before they are compared with each other.
import { grouped } from '../grouped';
import { foldText } from '../query/fold';
import { discOfFolder, discOfTitle, type DiscMark, type DiscTitle } from './disc-marks';
import { VARIOUS_ARTISTS } from './keys';
import { looseName } from './loose-name';
import { mainCredit } from './normalise';
import type { Tags } from './tags';
import type { TrackRow } from './track';

export type Placed = Pick<TrackRow, 'trackId' | 'folder' | 'tags' | 'readTags' | 'albumKey' | 'albumArtistKey' | 'settledAlbum' | 'credits'>;

export interface Member {
  readonly row: Placed;
  readonly tags: Tags;
  /** The album's title without its disc, and how titles are compared. */
  readonly album: string;
  readonly albumLoose: string;
  readonly disc: DiscMark | null;
  /** The album's artist where tags say so. */
  readonly explicit: string | null;
  /** The track's own artist without guests, or the album's where tags name that alone. */
  readonly main: string | null;
  readonly titleLoose: string | null;
  /** Whether a person wrote the album's artist: that spelling goes before all others. */
  readonly edited: boolean;
}

/** Tracks that name an album, with the discs of one album under one title. */
export function membersOf(rows: readonly Placed[]): Member[] {
  const named = rows.flatMap((row) => (row.tags?.album?.trim() ? [{ row, tags: row.tags, title: discOfTitle(row.tags.album.trim()) }] : []));
  const discs = new Map<string, Set<number>>();
  for (const { title } of named) if (title) discs.set(looseName(title.album), (discs.get(looseName(title.album)) ?? new Set()).add(title.no));
  const folders = new Map<string, Set<number>>();
  for (const { row, tags, title } of named) {
    const [album, folder] = [looseName(title?.album ?? tags.album ?? ''), discOfFolder(row.folder)];
    if (folder) folders.set(album, (folders.get(album) ?? new Set()).add(folder.no));
  }
  const members = named.map(({ row, tags, title }) => {
    const mark = discOfFolder(row.folder);
    const folder = mark?.sure || (folders.get(looseName(title?.album ?? tags.album ?? ''))?.size ?? 0) > 1 ? mark : null;
    const isDisc = title !== null && (title.sure || folder?.no === title.no || (discs.get(looseName(title.album))?.size ?? 0) > 1);
    return memberOf(row, tags, isDisc ? title : null, folder);
  });
  return withFolderDiscs(members);
}

function memberOf(row: Placed, tags: Tags, title: DiscTitle | null, folder: DiscMark | null): Member {
  const album = title?.album ?? tags.album ?? '';
  const main = tags.artist === null ? tags.albumArtist : mainCredit(tags.artist);
  return {
    row, tags, album, albumLoose: titleLoose(album), disc: discOf(row, tags, title, folder), explicit: explicitArtist(tags), main,
    titleLoose: tags.title === null ? null : titleLoose(tags.title), edited: row.readTags !== undefined && row.readTags.albumArtist !== tags.albumArtist,
  };
}

/** Punctuation counts in titles: "Help!" is not "Help". */
function titleLoose(title: string): string {
  return foldText(title);
}

/** The tag of a compilation that repeats the track's artist says nothing of the album's. */
function explicitArtist(tags: Tags): string | null {
  const { albumArtist, artist, compilation } = tags;
  if (albumArtist === null) return compilation ? VARIOUS_ARTISTS : null;
  return compilation && artist !== null && looseName(albumArtist) === looseName(mainCredit(artist)) ? null : albumArtist;
}

/** What a person wrote, then what the album's title says, then the tag, then the folder. */
function discOf({ readTags }: Placed, tags: Tags, title: DiscTitle | null, folder: DiscMark | null): DiscMark | null {
  const subtitle = tags.discSubtitle ?? title?.subtitle ?? null;
  const byFolder = folder && { no: folder.no, subtitle: subtitle ?? folder.subtitle };
  if (tags.discNo === null) return title ? { no: title.no, subtitle: subtitle ?? folder?.subtitle ?? null } : byFolder;
  const edited = readTags !== undefined && readTags.discNo !== tags.discNo;
  if (title && !edited) return { no: title.no, subtitle };
  return { no: tags.discNo, subtitle: folder?.no === tags.discNo ? byFolder?.subtitle ?? null : subtitle };
}

/** Taggers that take each disc for an album of its own number all discs alike: folders then tell them apart. */
function withFolderDiscs(members: readonly Member[]): Member[] {
  return [...grouped(members, (member) => member.albumLoose).values()].flatMap((album) => {
    const folders = album.map(({ row }) => discOfFolder(row.folder));
    const told = new Set(folders.flatMap((folder) => folder?.no ?? []));
    const tagged = new Set(album.map(({ disc }) => disc?.no ?? null));
    if (told.size < 2 || tagged.size > 1 || folders.includes(null)) return album;
    return album.map((member, i) => ({ ...member, disc: folders[i] ?? member.disc }));
  });
}
