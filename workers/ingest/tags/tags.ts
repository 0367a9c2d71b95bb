// The tags of a file from all that stands in it.
import type { LegacyEncoding, Tags, TextField } from '../../../src/domain/library/tags';
import { detectEncoding, repairedText } from '../../../src/domain/library/text-encoding';
import type { Field } from './fields';
import type { LanguageText, RawTag } from './raw-tag';
import { replayGainOfR128 } from './r128';
import { sourcesOf, valuesOf, type Source } from './sources';
import { dateOf, flagOf, genresOf, numberedOf, countOf, realOf, textOf, textsOf, uuidsOf } from './values';

export interface ReadTags {
  readonly tags: Tags;
  /** The same by field, for the details. */
  readonly sources: readonly Source[];
  /** Of the texts that claim to be Latin-1. */
  readonly repair: (text: string) => string;
}

/** @param blocks tags as they stand in the file, a list each. @param fileFormat as sniffed */
export function readTags(blocks: readonly (readonly RawTag[])[], fileFormat: string): ReadTags {
  const plainSources = sourcesOf(blocks, fileFormat, (text) => text);
  const plain = tagsFrom(plainSources, blocks);
  const detection = detectEncoding(latin1Texts(blocks));
  if (!detection) return { tags: plain, sources: plainSources, repair: (text) => text };
  const { repaired, candidates } = detection;
  // Where no encoding is sure, those fields are concerned that any would change.
  const repair = (text: string) => (repaired === null ? text : repairedText(text, repaired));
  const sources = sourcesOf(blocks, fileFormat, repair);
  const tags = tagsFrom(sources, blocks);
  const other = repaired === null ? tagsFrom(sourcesOf(blocks, fileFormat, (text) => changedBy(text, candidates)), blocks) : tags;
  const fields = TEXT_FIELDS.filter((field) => JSON.stringify(other[field]) !== JSON.stringify(plain[field]));
  return { tags: fields.length === 0 ? tags : { ...tags, encoding: { repaired, fields, candidates } }, sources, repair };
}

const TEXT_FIELDS: readonly TextField[] = [
  'title', 'artist', 'artists', 'album', 'albumArtist', 'albumArtists', 'titleSort', 'artistSort', 'albumSort', 'albumArtistSort',
  'genres', 'moods', 'discSubtitle', 'composers', 'label', 'comment',
];

function changedBy(text: string, candidates: readonly LegacyEncoding[]): string {
  return candidates.map((encoding) => repairedText(text, encoding)).find((other) => other !== text) ?? text;
}

/** Texts of fields that are words of a language: ids and numbers say nothing. */
function latin1Texts(blocks: readonly (readonly RawTag[])[]): string[] {
  return blocks.flat().flatMap(({ latin1, value }) => {
    if (!latin1) return [];
    if (typeof value === 'string') return [value];
    const text = typeof value === 'object' && value !== null && 'text' in value ? (value as LanguageText).text : null;
    return typeof text === 'string' ? [text] : [];
  });
}

function tagsFrom(sources: readonly Source[], blocks: readonly (readonly RawTag[])[]): Tags {
  const text = (...fields: Field[]) => textsOf(valuesOf(sources, ...fields))[0] ?? null;
  const texts = (...fields: Field[]) => textsOf(valuesOf(sources, ...fields));
  const track = numbers(sources, 'track', 'trackTotal');
  const disc = numbers(sources, 'disc', 'discTotal');
  const date = first(sources, dateFrom);
  const credited = texts('artist');
  const listed = texts('artists');
  const albumCredited = texts('albumArtist');
  const albumListed = texts('albumArtists');
  return {
    title: text('title'),
    artist: creditOf(credited, listed),
    artists: listed.length > 0 ? listed : credited,
    album: text('album'),
    albumArtist: creditOf(albumCredited, albumListed),
    ...several('albumArtists', albumListed.length > 0 ? albumListed : albumCredited.length > 1 ? albumCredited : []),
    ...one('titleSort', text('titleSort')), ...one('artistSort', joined(texts('artistSort'))),
    ...one('albumSort', text('albumSort')), ...one('albumArtistSort', joined(texts('albumArtistSort'))),
    genres: genresOf(valuesOf(sources, 'genre')),
    ...several('moods', genresOf(valuesOf(sources, 'mood'))),
    date,
    originalDate: first(sources, (source) => dateOf(textOf(source.get('originalDate')?.[0])) ?? dateOf(textOf(source.get('originalYear')?.[0]))),
    year: date === null ? null : Number(date.slice(0, 4)),
    trackNo: track.no, trackTotal: track.of, discNo: disc.no, discTotal: disc.of,
    ...one('discSubtitle', text('discSubtitle')),
    ...one('media', text('media')),
    ...several('releaseTypes', texts('releaseType').flatMap((each) => each.toLowerCase().split(/\s*[;/,]\s*/u)).filter((each) => each !== '')),
    composers: texts('composer'),
    label: text('label'),
    isrc: text('isrc'),
    comment: commentOf(sources),
    compilation: valuesOf(sources, 'compilation').some(flagOf),
    taggedBpm: positive(realOf(text('bpm'))),
    taggedKey: text('key'),
    replayGainTrackDb: realOf(text('rgTrackGain')) ?? replayGainOfR128(sources, 'r128Track'),
    replayGainAlbumDb: realOf(text('rgAlbumGain')) ?? replayGainOfR128(sources, 'r128Album'),
    ...oneNumber('replayGainTrackPeak', realOf(text('rgTrackPeak'))), ...oneNumber('replayGainAlbumPeak', realOf(text('rgAlbumPeak'))),
    musicBrainzRecordingId: uuidsOf(valuesOf(sources, 'mbRecording'))[0] ?? null,
    musicBrainzReleaseId: uuidsOf(valuesOf(sources, 'mbRelease'))[0] ?? null,
    ...one('musicBrainzReleaseGroupId', uuidsOf(valuesOf(sources, 'mbReleaseGroup'))[0] ?? null),
    musicBrainzArtistIds: uuidsOf(valuesOf(sources, 'mbArtist')),
    musicBrainzAlbumArtistIds: uuidsOf(valuesOf(sources, 'mbAlbumArtist')),
    tagFormats: [...new Set(blocks.flat().map((tag) => tag.format))].filter((format) => format !== 'FLAC'),
  };
}

/** The credit in the tag's own words; several artist fields and no credit of their own: all of them, as other players show them. */
function creditOf(credited: readonly string[], listed: readonly string[]): string | null {
  return joined(credited.length > 0 ? credited : listed);
}

function joined(texts: readonly string[]): string | null {
  return texts.length === 0 ? null : texts.join(' / ');
}

/** The date of a release: what is called so, else a year and a day apart (ID3v2.3), else when it was released. */
function dateFrom(source: Source): string | null {
  const text = (field: Field) => textOf(source.get(field)?.[0]);
  const date = dateOf(text('date'));
  if (date !== null) return date;
  const year = dateOf(text('year'));
  const day = /^(\d{2})(\d{2})$/u.exec(text('dayMonth') ?? '');
  if (year?.length === 4 && day) return dateOf(`${year}-${day[2]}-${day[1]}`);
  return year ?? dateOf(text('releaseDate'));
}

/** Number and total from one source; the total may be a tag of its own, or all that is said. */
function numbers(sources: readonly Source[], field: 'track' | 'disc', totalField: 'trackTotal' | 'discTotal') {
  const written = (source: Source) => numberedOf(source.get(field)?.[0]);
  const source = sources.find((each) => written(each).no !== null) ?? sources.find((each) => each.has(totalField) || written(each).of !== null);
  const { no, of } = numberedOf(source?.get(field)?.[0]);
  return { no, of: countOf(source?.get(totalField)?.[0]) ?? of };
}

/** iTunes keeps its own numbers in comments; a comment without a description is the person's. */
function commentOf(sources: readonly Source[]): string | null {
  const words = valuesOf(sources, 'comment', 'description').map((value) => (typeof value === 'object' ? (value as LanguageText) : { descriptor: '', text: value }));
  const own = words.filter(({ descriptor }) => !/^(?:iTun|ID3v1)/u.test(descriptor));
  return textOf((own.find(({ descriptor }) => descriptor === '') ?? own[0])?.text);
}

function first<T>(sources: readonly Source[], read: (source: Source) => T | null): T | null {
  for (const source of sources) {
    const value = read(source);
    if (value !== null) return value;
  }
  return null;
}

function one<K extends string>(name: K, value: string | null): Partial<Record<K, string>> {
  return value === null ? {} : ({ [name]: value } as Record<K, string>);
}

function oneNumber<K extends string>(name: K, value: number | null): Partial<Record<K, number>> {
  return value === null ? {} : ({ [name]: value } as Record<K, number>);
}

function several<K extends string>(name: K, values: readonly string[]): Partial<Record<K, readonly string[]>> {
  return values.length === 0 ? {} : ({ [name]: values } as Record<K, readonly string[]>);
}

function positive(value: number | null): number | null {
  return value !== null && value > 0 ? value : null;
}
