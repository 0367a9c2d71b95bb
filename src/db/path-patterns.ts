// Patterns by which paths name files without tags. Of this device: paths are its own.
import { compilePattern, DEFAULT_PATTERNS, type PathPattern } from '../domain/library/path-patterns';
import type { Database } from './database';

const KEY = 'pathPatterns';
const STALE_KEY = 'guessesStale';

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

/** Paths without titles of their own, for a look at what patterns make of them; the guesses that stand now are passed over. */
export async function untitledPaths(db: Database, limit: number): Promise<string[]> {
  const rows = await db.tracks.filter((row) => row.missing === 0 && row.tags !== null && (row.tags.title === null || row.tags.guessed !== undefined)).limit(limit).toArray();
  return rows.map((row) => row.path);
}
