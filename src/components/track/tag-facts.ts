// Every tag that was read, in the order a person looks for them; what is absent is left out.
import type { EditField } from '../../domain/library/edit-fields';
import type { TagDetails } from '../../domain/library/tag-details';
import type { GuessedField, LegacyEncoding, Tags, TextField } from '../../domain/library/tags';

/** Where a value does not come from the tag as it stands. */
export type TagMark = { readonly kind: 'guessed' } | { readonly kind: 'repaired'; readonly encoding: LegacyEncoding } | { readonly kind: 'doubtful' };

export interface TagFact {
  readonly name: TagName;
  readonly value: string;
  readonly mark?: TagMark;
}

export interface TagWords {
  readonly yes: string;
  /** For instance "3 of 12". */
  outOf(n: number, total: number): string;
  decibels(db: number): string;
  /** Linear, 1 is full scale. */
  peak(peak: number): string;
  rating(halfStars: number, source: string): string;
  playCount(count: number, source: string): string;
}

const ORDER = [
  'title', 'titleSort', 'subtitle', 'artist', 'artists', 'artistSort', 'album', 'albumSort', 'albumArtist', 'albumArtists', 'albumArtistSort', 'trackNo', 'discNo', 'discSubtitle', 'works', 'movement',
  'genres', 'moods', 'groupings', 'date', 'originalDate', 'year', 'composers', 'composerSorts', 'labels', 'label', 'catalogNumbers', 'barcode', 'asin', 'media', 'releaseTypes', 'releaseStatus',
  'releaseCountry', 'compilation', 'originalAlbum', 'languages', 'script', 'comment', 'copyright', 'licence', 'website', 'taggedBpm', 'taggedKey', 'ratings', 'playCounts',
  'replayGainTrackDb', 'replayGainTrackPeak', 'replayGainAlbumDb', 'replayGainAlbumPeak', 'r128TrackDb', 'r128AlbumDb', 'isrcs', 'isrc', 'acoustId', 'musicBrainzRecordingId',
  'musicBrainzReleaseId', 'musicBrainzReleaseGroupId', 'musicBrainzArtistIds', 'musicBrainzAlbumArtistIds', 'encodedBy', 'encoderSettings', 'tagFormats',
] as const satisfies readonly (keyof Tags | keyof TagDetails)[];

export type TagName = (typeof ORDER)[number];

/** @param details null for rows that were read before details were kept, and for those of other devices */
export function tagFacts(tags: Tags, details: TagDetails | null, words: TagWords): TagFact[] {
  const all = { ...details, ...tags } as Readonly<Partial<Record<TagName, unknown>>>;
  return ORDER.flatMap((name) => {
    const value = valueOf(tags, details, all[name], name, words);
    if (value === '' || repeats(tags, details, name)) return [];
    const mark = markOf(tags, name);
    return [mark ? { name, value, mark } : { name, value }];
  });
}

function valueOf(tags: Tags, details: TagDetails | null, value: unknown, name: TagName, words: TagWords): string {
  switch (name) {
    case 'trackNo':
      return numbered(tags.trackNo, tags.trackTotal, words);
    case 'discNo':
      return numbered(tags.discNo, tags.discTotal, words);
    case 'movement':
      return [details?.movement?.name, numbered(details?.movement?.no ?? null, details?.movement?.of ?? null, words)].filter(Boolean).join(' · ');
    case 'replayGainTrackDb':
    case 'replayGainAlbumDb':
    case 'r128TrackDb':
    case 'r128AlbumDb':
      return typeof value === 'number' ? words.decibels(value) : '';
    case 'replayGainTrackPeak':
    case 'replayGainAlbumPeak':
      return typeof value === 'number' ? words.peak(value) : '';
    case 'ratings':
      return details?.ratings?.map(({ halfStars, source }) => words.rating(halfStars, source)).join(' · ') ?? '';
    case 'playCounts':
      return details?.playCounts?.map(({ count, source }) => words.playCount(count, source)).join(' · ') ?? '';
    default:
      if (typeof value === 'boolean') return value ? words.yes : '';
      if (typeof value === 'string' || typeof value === 'number') return String(value);
      return Array.isArray(value) ? value.join(' · ') : '';
  }
}

function numbered(n: number | null, total: number | null, words: TagWords): string {
  if (n === null) return '';
  return total === null ? String(n) : words.outOf(n, total);
}

/** A tag that says again what stands above it. */
function repeats(tags: Tags, details: TagDetails | null, name: TagName): boolean {
  switch (name) {
    case 'artists':
      return tags.artists.length < 2 && (tags.artists[0] ?? tags.artist) === tags.artist;
    case 'year':
      return tags.date?.startsWith(String(tags.year)) ?? false;
    case 'label':
      return Boolean(details?.labels);
    case 'isrc':
      return Boolean(details?.isrcs);
    case 'titleSort':
      return tags.titleSort === tags.title;
    case 'artistSort':
      return tags.artistSort === tags.artist;
    case 'albumSort':
      return tags.albumSort === tags.album;
    case 'albumArtistSort':
      return tags.albumArtistSort === tags.albumArtist;
    default:
      return false;
  }
}

/** Other names under which a field is shown that a path or an encoding concerns. */
const SHOWN_FOR: Readonly<Partial<Record<TagName, TextField | GuessedField>>> = { labels: 'label', date: 'year', artists: 'artist' };

function markOf({ guessed, encoding }: Tags, name: TagName): TagMark | null {
  const field = (SHOWN_FOR[name] ?? name) as TextField & GuessedField;
  if (guessed?.includes(field)) return { kind: 'guessed' };
  if (!encoding?.fields.includes(field)) return null;
  return encoding.repaired === null ? { kind: 'doubtful' } : { kind: 'repaired', encoding: encoding.repaired };
}

/** Fields whose value stands in the fact of another name. */
const STANDS_IN: Readonly<Partial<Record<TagName, readonly EditField[]>>> = { trackNo: ['trackNo', 'trackTotal'], discNo: ['discNo', 'discTotal'], labels: ['label'], artist: ['artist', 'artists'] };

/**
 * Which facts were edited, and which edited fields show in none: they are empty, or `encoding`, which every text shows.
 * @param fields that a person wrote over
 */
export function editedFacts(facts: readonly TagFact[], fields: readonly EditField[]): { readonly shown: readonly { readonly fact: TagFact; readonly fields: readonly EditField[] }[]; readonly emptied: readonly EditField[] } {
  const left = new Set<EditField>(fields.filter((field) => field !== 'encoding'));
  const shown = facts.map((fact) => {
    const own = (STANDS_IN[fact.name] ?? [fact.name as EditField]).filter((field) => left.delete(field));
    return { fact, fields: own };
  });
  return { shown, emptied: [...left] };
}
