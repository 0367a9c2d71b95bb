// Every tag that was read, in the order a person looks for them; what is absent is left out.
import type { Tags } from '../../domain/library/tags';

export interface TagFact {
  readonly name: keyof Tags;
  readonly value: string;
}

export interface TagWords {
  readonly yes: string;
  /** For instance "3 of 12". */
  outOf(n: number, total: number): string;
  decibels(db: number): string;
}

const ORDER = [
  'title', 'artist', 'artists', 'album', 'albumArtist', 'trackNo', 'discNo', 'genres', 'date', 'originalDate', 'year', 'composers', 'label',
  'compilation', 'comment', 'taggedBpm', 'taggedKey', 'replayGainTrackDb', 'replayGainAlbumDb', 'isrc', 'musicBrainzRecordingId',
  'musicBrainzReleaseId', 'musicBrainzArtistIds', 'musicBrainzAlbumArtistIds', 'tagFormats',
] as const satisfies readonly (keyof Tags)[];

export function tagFacts(tags: Tags, words: TagWords): TagFact[] {
  return ORDER.flatMap((name) => {
    const value = valueOf(tags, name, words);
    return value === '' || repeats(tags, name) ? [] : [{ name, value }];
  });
}

function valueOf(tags: Tags, name: (typeof ORDER)[number], words: TagWords): string {
  const value = tags[name];
  switch (name) {
    case 'trackNo':
      return numbered(tags.trackNo, tags.trackTotal, words);
    case 'discNo':
      return numbered(tags.discNo, tags.discTotal, words);
    case 'replayGainTrackDb':
    case 'replayGainAlbumDb':
      return tags[name] === null ? '' : words.decibels(tags[name]);
    default:
      if (typeof value === 'boolean') return value ? words.yes : '';
      if (typeof value === 'string' || typeof value === 'number') return String(value);
      return value ? value.join(' · ') : '';
  }
}

function numbered(n: number | null, total: number | null, words: TagWords): string {
  if (n === null) return '';
  return total === null ? String(n) : words.outOf(n, total);
}

/** A tag that says again what stands above it. */
function repeats(tags: Tags, name: (typeof ORDER)[number]): boolean {
  if (name === 'artists') return tags.artists.length < 2 && (tags.artists[0] ?? tags.artist) === tags.artist;
  return name === 'year' && tags.date === String(tags.year);
}
