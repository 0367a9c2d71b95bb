// Values of tags as people and programs write them: texts, numbers, dates, genres, gains.
import { ID3_GENRES } from './genres';

/** A row that lists read holds no more of a text, and no more values of a field: whatever a file says must not fill the database. */
const MOST_LETTERS = 2_000;
const MOST_VALUES = 100;

/** Without trailing NULs and spaces, cut at its limit; null for nothing. */
export function textOf(value: unknown, mostLetters = MOST_LETTERS): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const clean = String(value).slice(0, mostLetters).replaceAll(/[\u0000\ufeff]+$|^\ufeff/gu, '').trim();
  return clean === '' ? null : clean;
}

/** Each value once, in order; NULs part values in any format. */
export function textsOf(values: readonly unknown[]): string[] {
  const texts = values.flatMap((value) => (typeof value === 'string' ? value.split('\0') : [value])).flatMap((value) => textOf(value) ?? []);
  return [...new Set(texts)].slice(0, MOST_VALUES);
}

/** No album has more tracks, and no box more discs. */
const MOST_NUMBER = 9_999;

export interface Numbered {
  readonly no: number | null;
  readonly of: number | null;
}

/** `3`, `03`, `A3`, `3/12`, `3 of 12`, `/12`; zero is none, and so is what is less. */
export function numberedOf(value: unknown): Numbered {
  const text = textOf(value) ?? '';
  const match = /^(?![-/])\D{0,2}?(\d{1,5})(?:\.0+)?(?:\s*(?:\/|of|-|\\)\s*(\d{1,5}))?/iu.exec(text);
  return { no: countOf(match?.[1]), of: countOf(match ? match[2] : /^\/\s*(\d{1,5})/u.exec(text)?.[1]) };
}

export function countOf(value: unknown): number | null {
  const number = Number.parseInt(textOf(value) ?? '', 10);
  return number > 0 && number <= MOST_NUMBER ? number : null;
}

/** A decimal, with a comma too; null where there is none. */
export function realOf(value: unknown): number | null {
  const match = /[-+]?\d+(?:[.,]\d+)?|[-+]?[.,]\d+/u.exec(textOf(value) ?? '');
  const number = match ? Number(match[0].replace(',', '.')) : NaN;
  return Number.isFinite(number) ? number : null;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH = `(${MONTHS.join('|')})[a-z]*`;
/** Day or not, month by name, day or not, year of four or two digits. */
const WORD_DATE = new RegExp(`^(?:(\\d{1,2})(?:st|nd|rd|th)?[ .-]+)?${MONTH}[ .,'-]*(?:(\\d{1,2})(?:st|nd|rd|th)?[ .,-]+(?=\\d{4}))?(\\d{4}|\\d{2})?(?!\\d)`, 'u');
/** As POSIX reads two digits: 69–99 are the last century. */
const PIVOT = 69;

/**
 * A partial ISO date from `1999`, `1999-03`, `19990308`, `1999/03/08`, `1999 03 08`, `08.03.1999`, `Oct 3, 1995`, `3 October 1995`, `jan08`, `© 1999`.
 * What can be read two ways, such as `03/04/1999`, keeps its year alone.
 */
export function dateOf(value: unknown): string | null {
  const text = (textOf(value) ?? '').toLowerCase().replace(/^(\d{4}) (\d{1,2}) (\d{1,2})(?!\S)/u, '$1-$2-$3');
  const iso = /^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?|(\d{2})(\d{2})?)?(?!\d)/u.exec(text);
  if (iso) return isoDate(iso[1], iso[2] ?? iso[4], iso[3] ?? iso[5]);
  const word = WORD_DATE.exec(text);
  if (word?.[4]) return isoDate(fullYear(word[4]), String(MONTHS.indexOf(word[2] ?? '') + 1), word[1] ?? word[3]);
  const dayFirst = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?!\d)/u.exec(text);
  if (dayFirst) {
    const [first, second] = [Number(dayFirst[1]), Number(dayFirst[3])];
    // Dots are European; of others only a number beyond twelve tells the day.
    if (dayFirst[2] === '.' || first > 12) return isoDate(dayFirst[4], dayFirst[3], dayFirst[1]);
    return second > 12 ? isoDate(dayFirst[4], dayFirst[1], dayFirst[3]) : isoDate(dayFirst[4]);
  }
  const anywhere = /(?<!\d)(1[0-9]\d{2}|20\d{2})(?!\d)/u.exec(text);
  return anywhere ? isoDate(anywhere[1]) : null;
}

function fullYear(digits: string): string {
  if (digits.length === 4) return digits;
  return (Number(digits) >= PIVOT ? '19' : '20') + digits;
}

function isoDate(year: string | undefined, month?: string, day?: string): string | null {
  if (!year || Number(year) === 0) return null;
  const inRange = (part: string | undefined, most: number) => (part && Number(part) >= 1 && Number(part) <= most ? part.padStart(2, '0') : null);
  const [m, d] = [inRange(month, 12), inRange(day, 31)];
  return [year, ...(m ? [m, ...(d ? [d] : [])] : [])].join('-');
}

/** `(17)Rock`, `17`, `(4)(RX)`: numbers of ID3v1, and words beside them. */
const ID3_REFERENCE = /^\((\d{1,3}|RX|CR)\)/u;
/** What ID3v2 writes beside the numbers: with brackets up to 2.3, without in 2.4. */
const ID3_WORDS: Readonly<Record<string, string>> = { RX: 'Remix', CR: 'Cover' };
/** Lists in one field. A slash parts words, not single letters. */
const GENRE_JOINERS = /\s*[;\0]\s*|\s+\/\s+|(?<=\p{L}{2})\/(?=\p{L}{2})/u;

export function genresOf(values: readonly unknown[]): string[] {
  const words = textsOf(values).flatMap(genreWords).flatMap((text) => text.split(GENRE_JOINERS)).flatMap((text) => textOf(text) ?? []);
  const seen = new Map(words.toReversed().map((word) => [word.toLowerCase(), word]));
  return [...seen.values()].toReversed();
}

function genreWords(text: string): string[] {
  const word = ID3_WORDS[text];
  if (word) return [word];
  if (/^\d{1,3}$/u.test(text)) return [ID3_GENRES[Number(text)] ?? text];
  const words: string[] = [];
  let rest = text;
  for (let match = ID3_REFERENCE.exec(rest); match; match = ID3_REFERENCE.exec(rest)) {
    words.push(ID3_WORDS[match[1] ?? ''] ?? ID3_GENRES[Number(match[1])] ?? '');
    rest = rest.slice(match[0].length).trim();
  }
  // Words behind the number refine it, and mostly repeat it.
  if (rest !== '') return [rest.replace(/^\(\(/u, '(')];
  return words.filter((word) => word !== '');
}

export function flagOf(value: unknown): boolean {
  return value === true || value === 1 || /^(?:1|true|yes|y)$/iu.test(textOf(value) ?? '');
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/giu;

/** Ids however they are joined; what is no UUID is none. */
export function uuidsOf(values: readonly unknown[]): string[] {
  return [...new Set(textsOf(values).flatMap((text) => text.match(UUID) ?? []))];
}
