// Agreement of what we read with what other readers say, field by field. Spellings of one value are one; different values never are.
import { isMusicFile } from '../../src/domain/library/music-files';
import type { Tags } from '../../src/domain/library/tags';
import type { ReadFile, Reading } from './readers';

export const FIELDS = ['title', 'artist', 'album', 'albumartist', 'year', 'track', 'disc', 'genre', 'durationS'] as const;
export type FieldName = (typeof FIELDS)[number];
export type ExpectedTags = Partial<Record<Exclude<FieldName, 'durationS'>, string> & { durationS: number }>;

export interface Difference {
  readonly file: string;
  readonly field: FieldName;
  readonly expected: string | number;
  readonly got: string | number | null;
  /** Where one is known. */
  readonly reason: string | null;
}

export interface Comparison {
  readonly field: FieldName;
  readonly agrees: boolean;
  readonly difference: Difference;
}

/** Durations of frames without an index are estimates. */
const DURATION_SHARE = 0.02;
const DURATION_S = 0.1;

export function compareTags(file: string, expected: ExpectedTags, reading: Reading): Comparison[] {
  return FIELDS.flatMap((field): Comparison[] => {
    const theirs = expected[field];
    if (theirs === undefined) return [];
    const got = reading.ok ? valueOf(field, reading.value) : null;
    const agrees = reading.ok && agree(field, theirs, reading.value);
    return [{ field, agrees, difference: { file, field, expected: theirs, got, reason: agrees ? null : reasonOf(file, field, theirs, reading) } }];
  });
}

function valueOf(field: FieldName, { tags, technical }: ReadFile): string | number | null {
  switch (field) {
    case 'title':
    case 'artist':
    case 'album':
      return tags[field];
    case 'albumartist':
      return tags.albumArtist;
    case 'year':
      return tags.date;
    case 'track':
      return numbered(tags.trackNo, tags.trackTotal);
    case 'disc':
      return numbered(tags.discNo, tags.discTotal);
    case 'genre':
      return tags.genres.join('; ');
    case 'durationS':
      return technical.durationS;
  }
}

function agree(field: FieldName, theirs: string | number, { tags, technical }: ReadFile): boolean {
  const text = String(theirs);
  switch (field) {
    case 'title':
    case 'album':
      return same(text, tags[field]);
    case 'artist':
      return same(text, tags.artist) || sameList(text, parts(tags.artists));
    case 'albumartist':
      return same(text, tags.albumArtist) || sameList(text, parts(tags.albumArtists ?? [tags.albumArtist ?? '']));
    case 'genre':
      return sameList(text, tags.genres);
    case 'year':
      return sameDate(text, tags.date);
    case 'track':
      return sameNumbers(text, tags.trackNo, tags.trackTotal);
    case 'disc':
      return sameNumbers(text, tags.discNo, tags.discTotal);
    case 'durationS':
      return technical.durationS !== null && Math.abs(technical.durationS - Number(theirs)) <= Math.max(DURATION_S, Number(theirs) * DURATION_SHARE);
  }
}

/** Unicode forms and runs of spaces are spellings. */
function plain(text: string): string {
  return text.normalize('NFC').replaceAll(/[\s\0]+/gu, ' ').trim();
}

function same(theirs: string, ours: string | null): boolean {
  return ours !== null && plain(theirs) === plain(ours);
}

/** Readers join lists in their own ways: each of our values, in order, with nothing but joiners between. */
function sameList(theirs: string, ours: readonly string[]): boolean {
  let rest = plain(theirs);
  for (const value of ours.map(plain)) {
    rest = rest.replace(/^(?:\s*[;,/|]\s*)+/u, '');
    if (!rest.startsWith(value)) return false;
    rest = rest.slice(value.length);
  }
  return ours.length > 0 && /^[\s;,/|]*$/u.test(rest);
}

/** ` / ` joins names in ID3v2.3, where other readers split there. */
function parts(names: readonly string[]): string[] {
  return names.flatMap((name) => name.split(' / '));
}

/** The year, and what else of the date both know. */
function sameDate(theirs: string, ours: string | null): boolean {
  const [, year, month, day] = /^(\d{4})(?:[-/.]?(\d{2})(?:[-/.]?(\d{2}))?)?/u.exec(theirs.trim()) ?? /(?<!\d)(\d{4})(?!\d)/u.exec(theirs) ?? [];
  const [ourYear, ourMonth, ourDay] = ours?.split('-') ?? [];
  // Year zero is how some say that there is none.
  if (Number(theirs) === 0) return ours === null;
  if (!year) return Number.parseInt(theirs, 10) === Number(ourYear);
  return year === ourYear && (!month || !ourMonth || month === ourMonth) && (!day || !ourDay || day === ourDay);
}

/** "02/10" is 2 of 10; a total of zero is none; a total that the readers do not name is not compared. */
function sameNumbers(theirs: string, no: number | null, of: number | null): boolean {
  const [theirNo = 0, theirOf = 0] = theirs.split('/').map((part) => Number.parseInt(part, 10) || 0);
  return theirNo === (no ?? 0) && (theirOf === 0 || theirOf === of);
}

function numbered(no: number | null, of: number | null): string | null {
  return no === null && of === null ? null : of === null ? String(no) : `${no ?? ''}/${of}`;
}

function reasonOf(file: string, field: FieldName, theirs: string | number, reading: Reading): string | null {
  if (!isMusicFile(file.slice(file.lastIndexOf('/') + 1))) return 'no format of this app: it cannot be played';
  if (!reading.ok) return `not read: ${reading.error}`;
  if (field === 'durationS') return 'a file cut short, or one without an index: by its frames, not by what its header claims';
  const found = reading.value.details.native.filter((tag) => plain(tag.value) === plain(String(theirs)));
  if (field === 'artist' && reading.value.tags.artists.length > 1 && same(String(theirs), reading.value.tags.artists[0] ?? null)) return 'the readers give the first of several values';
  const formats = [...new Set(found.map((tag) => tag.format))].filter((format) => format !== reading.value.tags.tagFormats[0]);
  if (formats.length > 0) return `the readers take it from ${formats.join(' and ')}, we from ${firstFormat(reading.value.tags)}`;
  return null;
}

function firstFormat(tags: Tags): string {
  return tags.tagFormats[0] ?? 'nothing';
}
