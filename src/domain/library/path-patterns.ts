// What a path says of a file without tags: patterns such as `%albumArtist%/%year% - %album%/%trackNo% %title%`.
import { albumFolderOf } from './disc-marks';
import type { GuessedField } from './tags';
import { fileNameOf, folderOf } from './track';

/** Fields that a pattern may name, beside `%_%` for what is passed over. */
export const PATTERN_FIELDS = ['title', 'artist', 'album', 'albumArtist', 'trackNo', 'discNo', 'year'] as const satisfies readonly GuessedField[];

/** Anything with a letter or digit in it. */
const TEXT = '(.*?[\\p{L}\\p{N}].*?)';
const FIELD_PATTERN: Readonly<Record<GuessedField | '_', string>> = {
  title: TEXT, artist: TEXT, album: TEXT, albumArtist: TEXT, trackNo: '(\\d{1,3})', discNo: '(\\d{1,2})', year: '((?:1[89]|20)\\d{2})', _: '.+?',
};
const NUMBERS: ReadonlySet<string> = new Set(['trackNo', 'discNo', 'year']);

/** Tried from the first on; the last fits everything. */
export const DEFAULT_PATTERNS: readonly string[] = [
  '%albumArtist%/%year% - %album%/%discNo%-%trackNo% %title%',
  '%albumArtist%/%year% - %album%/%trackNo% %title%',
  '%albumArtist%/%album% (%year%)/%trackNo% %title%',
  '%albumArtist%/%album% [%year%]/%trackNo% %title%',
  '%albumArtist%/(%year%) %album%/%trackNo% %title%',
  '%albumArtist%/[%year%] %album%/%trackNo% %title%',
  '%albumArtist% - %year% - %album%/%trackNo% %title%',
  '%albumArtist% - %album% (%year%)/%trackNo% %title%',
  '%albumArtist% - %album% [%year%]/%trackNo% %title%',
  '%albumArtist% - %album%/%trackNo% %title%',
  '%albumArtist%/%album%/%discNo%-%trackNo% %title%',
  '%albumArtist%/%album%/%trackNo% %title%',
  '%album%/%trackNo% %title%',
  '%trackNo% - %artist% - %title%',
  '%artist% - %title%',
  '%trackNo% %title%',
  '%title%',
];

export type PatternProblem = 'empty' | 'no-title' | 'unknown-field' | 'field-twice' | 'fields-touch' | 'too-long';

export type PathGuess = Partial<Record<'title' | 'artist' | 'album' | 'albumArtist', string> & Record<'trackNo' | 'discNo' | 'year', number>>;

export interface PathPattern {
  readonly source: string;
  /** What a path means by it; null where it does not fit. */
  read(path: string): PathGuess | null;
}

const TOKEN = /%([A-Za-z_]+)%/gu;
const MOST_LETTERS = 200;
/** Names of files are 255 bytes at most on any disk of today; more would only be slow. */
const MOST_PATH_LETTERS = 1_000;

/** @returns why a pattern is none, or null for a good one */
export function patternProblem(source: string): PatternProblem | null {
  if (source.trim() === '') return 'empty';
  if (source.length > MOST_LETTERS) return 'too-long';
  const names = [...source.matchAll(TOKEN)].map((match) => match[1] ?? '');
  if (names.some((name) => !(name in FIELD_PATTERN))) return 'unknown-field';
  const fields = names.filter((name) => name !== '_');
  if (new Set(fields).size < fields.length) return 'field-twice';
  if (/%[A-Za-z_]+%%[A-Za-z_]+%/u.test(source)) return 'fields-touch';
  return names.includes('title') ? null : 'no-title';
}

/** @returns null for what `patternProblem` names */
export function compilePattern(source: string): PathPattern | null {
  if (patternProblem(source) !== null) return null;
  const segments = source.trim().split('/').filter((segment) => segment !== '');
  const compiled = segments.map(compileSegment);
  return { source, read: (path) => readPath(path, compiled) };
}

interface Segment {
  readonly expression: RegExp;
  readonly fields: readonly GuessedField[];
}

function compileSegment(source: string): Segment {
  const fields: GuessedField[] = [];
  let expression = '';
  let last = 0;
  let before = '';
  for (const match of source.matchAll(TOKEN)) {
    const name = (match[1] ?? '_') as GuessedField | '_';
    expression += literal(source.slice(last, match.index), before) + FIELD_PATTERN[name];
    if (name !== '_') fields.push(name);
    before = name;
    last = match.index + match[0].length;
  }
  return { expression: new RegExp(`^\\s*${expression}${literal(source.slice(last), before)}\\s*$`, 'iu'), fields };
}

/** What stands between fields. Behind a number any separator will do: `01 x`, `01. x`, `01 - x`, `01_x`. */
function literal(text: string, before: string): string {
  if ((before === 'trackNo' || before === 'discNo') && /^[\s._-]+$/u.test(text)) return '[\\s._\\-–—)]+';
  return text.replaceAll(/[.*+?^${}()|[\]\\]/gu, '\\$&').replaceAll(/[\s_]+/gu, '[\\s_]+').replaceAll('-', '[\\-–—]');
}

function readPath(path: string, segments: readonly Segment[]): PathGuess | null {
  if (path.length > MOST_PATH_LETTERS) return null;
  const folder = folderOf(path);
  const albumFolder = albumFolderOf(folder);
  const parts = [...albumFolder.split('/').filter((part) => part !== ''), withoutEnding(fileNameOf(path))];
  if (parts.length < segments.length) return null;
  const guess: Record<string, string | number> = {};
  // "CD 2" between album and file is a disc of it, whatever the pattern.
  if (albumFolder !== folder) guess['discNo'] = Number(/\d+/u.exec(fileNameOf(folder))?.[0]);
  for (const [i, { expression, fields }] of segments.entries()) {
    const match = expression.exec(parts[parts.length - segments.length + i] ?? '');
    if (!match) return null;
    for (const [at, field] of fields.entries()) {
      const value = match[at + 1] ?? '';
      guess[field] = NUMBERS.has(field) ? Number(value) : words(value);
    }
  }
  return guess as PathGuess;
}

/** Underscores stand for spaces where a name has none. */
function words(text: string): string {
  return (/\s/u.test(text) ? text : text.replaceAll('_', ' ')).trim();
}

function withoutEnding(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(0, dot) : name;
}

/**
 * The first pattern that fits all files of a folder, and what it says of each.
 * @param paths of one folder, relative to its root
 */
export function guessFolder(paths: readonly string[], patterns: readonly PathPattern[]): { readonly pattern: PathPattern; readonly guesses: readonly PathGuess[] } | null {
  if (paths.length === 0) return null;
  for (const pattern of patterns) {
    const guesses: PathGuess[] = [];
    for (const path of paths) {
      const guess = pattern.read(path);
      if (!guess) break;
      guesses.push(guess);
    }
    if (guesses.length === paths.length) return { pattern, guesses };
  }
  return null;
}
