// Patterns by which paths name files without tags. Of this device: paths are its own.
import { compilePattern, DEFAULT_PATTERNS, type PathPattern } from '../domain/library/path-patterns';
import type { Database } from './database';

const KEY = 'pathPatterns';
const STALE_KEY = 'guessesStale';
const SAMPLES_KEY = 'guessSamples';

/** As the person left them, or the default ones. */
export async function pathPatterns(db: Database): Promise<readonly string[]> {
  const value = (await db.meta.get(KEY))?.value;
  return Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === 'string') ? value : DEFAULT_PATTERNS;
}

/** Those that can be used, in order. */
export async function compiledPatterns(db: Database): Promise<PathPattern[]> {
  return (await pathPatterns(db)).flatMap((source) => compilePattern(source) ?? []);
}

/** Keeps patterns, and notes that guesses have to be made again. @param patterns null: the default ones */
export function setPathPatterns(db: Database, patterns: readonly string[] | null): Promise<void> {
  return db.transaction('rw', db.meta, async () => {
    if (patterns === null) await db.meta.delete(KEY);
    else await db.meta.put({ key: KEY, value: [...patterns] });
    await db.meta.put({ key: STALE_KEY, value: true });
  });
}

export async function guessesAreStale(db: Database): Promise<boolean> {
  return (await db.meta.get(STALE_KEY))?.value === true;
}

/** Call when all guesses were made again. */
export async function guessesAreFresh(db: Database): Promise<void> {
  await db.meta.delete(STALE_KEY);
}

const MOST_SAMPLES = 8;
const SAMPLES_EACH = 2;

/** Paths of files that were named by their paths, for a look at what patterns make of them. */
export async function guessSamples(db: Database): Promise<readonly string[]> {
  const value = (await db.meta.get(SAMPLES_KEY))?.value;
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

/** Notes some of these, from several folders, as they are met: nothing else finds them without reading all rows. @param folders paths by folder */
export async function noteGuessSamples(db: Database, folders: Iterable<readonly string[]>): Promise<void> {
  const fresh = [...folders].flatMap((paths) => paths.slice(0, SAMPLES_EACH));
  const samples = [...new Set([...fresh, ...(await guessSamples(db))])].slice(0, MOST_SAMPLES);
  await db.meta.put({ key: SAMPLES_KEY, value: samples });
}
