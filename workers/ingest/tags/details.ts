// What tags say beyond `Tags`.
import type { MusicBrainzIdKind, TagDetails, TaggedComment } from '../../../src/domain/library/tag-details';
import type { Field } from './fields';
import { languageOf, lyricsOf } from './lyrics';
import { nativeTags } from './native-tags';
import { peopleOf } from './people';
import { playCountsOf, ratingsOf } from './ratings';
import type { LanguageText, RawTag } from './raw-tag';
import { r128Of } from './r128';
import { valuesOf, type Source } from './sources';
import type { ReadTags } from './tags';
import { countOf, numberedOf, textOf, textsOf, uuidsOf } from './values';

const TEXTS = {
  subtitle: 'subtitle', barcode: 'barcode', asin: 'asin', script: 'script', copyright: 'copyright', licence: 'licence', website: 'website',
  originalAlbum: 'originalAlbum', releaseCountry: 'releaseCountry', acoustId: 'acoustId', encodedBy: 'encodedBy', encoderSettings: 'encoderSettings',
} as const satisfies Partial<Record<keyof TagDetails, Field>>;

const LISTS = {
  composerSorts: 'composerSort', works: 'work', groupings: 'grouping', labels: 'label', catalogNumbers: 'catalogNumber', isrcs: 'isrc', languages: 'language',
} as const satisfies Partial<Record<keyof TagDetails, Field>>;

const IDS: Readonly<Record<MusicBrainzIdKind, Field>> = {
  releaseTrack: 'mbReleaseTrack', releaseGroup: 'mbReleaseGroup', work: 'mbWork', disc: 'mbDisc', trm: 'mbTrm', originalRelease: 'mbOriginalRelease',
  originalArtist: 'mbOriginalArtist', composer: 'mbComposer',
};

const MOST_COMMENTS = 20;
const MOST_COMMENT_LETTERS = 20_000;
/** A sheet of 99 tracks with every field has about 20,000. */
const MOST_SHEET_LETTERS = 200_000;

export function detailsOf(blocks: readonly (readonly RawTag[])[], { sources, repair }: ReadTags): TagDetails {
  const ratings = valuesOf(sources, 'rating');
  const status = textsOf(valuesOf(sources, 'releaseStatus'))[0]?.toLowerCase();
  return withoutNothing({
    ...named(TEXTS, (field) => textsOf(valuesOf(sources, field))[0]),
    ...named(LISTS, (field) => textsOf(valuesOf(sources, field))),
    credits: peopleOf(sources),
    movement: movementOf(sources),
    cueSheet: textOf(valuesOf(sources, 'cueSheet')[0], MOST_SHEET_LETTERS),
    comments: commentsOf(sources),
    lyrics: lyricsOf(sources),
    releaseStatus: status,
    r128TrackDb: r128Of(sources, 'r128Track'),
    r128AlbumDb: r128Of(sources, 'r128Album'),
    ratings: ratingsOf(ratings),
    playCounts: playCountsOf(valuesOf(sources, 'playCount'), ratings),
    musicBrainz: withoutNothing(named(IDS, (field) => (field === 'mbDisc' ? textsOf : uuidsOf)(valuesOf(sources, field)))),
    ...nativeTags(blocks, repair),
  }) as unknown as TagDetails;
}

function named<K extends string, V>(fields: Readonly<Record<K, Field>>, read: (field: Field) => V): Record<K, V> {
  return Object.fromEntries(Object.entries<Field>(fields).map(([name, field]) => [name, read(field)])) as Record<K, V>;
}

/** Absent, not empty; the list of native tags stays. */
function withoutNothing(details: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(details).filter(([name, value]) => name === 'native' || !isNothing(value)));
}

function isNothing(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function movementOf(sources: readonly Source[]): TagDetails['movement'] | null {
  const name = textsOf(valuesOf(sources, 'movement'))[0] ?? null;
  const written = valuesOf(sources, 'movementNo')[0];
  const { no, of } = numberedOf(written);
  // Vorbis has the number in MOVEMENT; some put the name there.
  const other = no === null ? textOf(written) : null;
  const total = of ?? countOf(valuesOf(sources, 'movementTotal')[0]);
  return name === null && no === null && other === null ? null : { name: name ?? other, no, of: total };
}

function commentsOf(sources: readonly Source[]): TaggedComment[] {
  return valuesOf(sources, 'comment', 'description').slice(0, MOST_COMMENTS).flatMap((value) => {
    const { language, descriptor, text: words } = typeof value === 'object' && value !== null ? (value as LanguageText) : { language: '', descriptor: '', text: value };
    const text = textOf(words, MOST_COMMENT_LETTERS);
    // iTunes keeps its own numbers in comments: they are under "All tags".
    if (text === null || descriptor.startsWith('iTun')) return [];
    const [code, description] = [languageOf(language), textOf(descriptor)];
    return [{ text, ...(code ? { language: code } : {}), ...(description ? { description } : {}) }];
  });
}
