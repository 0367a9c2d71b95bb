// Tags with what the path says where no tag does: only of files that have no title.
import type { PathGuess } from './path-patterns';
import type { GuessedField, Tags } from './tags';

/** Whether a path is asked: not of files whose tags name them. */
export function isGuessable(tags: Tags): boolean {
  return tags.title === null || tags.guessed !== undefined;
}

/** Tags as they were read, before any guess. */
export function withoutGuesses(tags: Tags): Tags {
  if (!tags.guessed) return tags;
  const { guessed, ...read } = tags;
  const empty = Object.fromEntries(guessed.map((field) => [field, null]));
  return {
    ...read, ...empty,
    ...(guessed.includes('artist') ? { artists: [] } : {}),
    ...(guessed.includes('year') ? { date: null } : {}),
  };
}

/** @param tags without guesses */
export function withGuesses(tags: Tags, guess: PathGuess | null): Tags {
  const artist = guess?.artist ?? guess?.albumArtist;
  const offered = { ...guess, ...(artist === undefined ? {} : { artist }) };
  const guessed = (Object.keys(offered) as GuessedField[]).filter((field) => tags[field] === null && offered[field] !== undefined).sort();
  if (guessed.length === 0) return tags;
  const filled = Object.fromEntries(guessed.map((field) => [field, offered[field]]));
  return {
    ...tags, ...filled, guessed,
    ...(guessed.includes('artist') && artist !== undefined ? { artists: [artist] } : {}),
    ...(guessed.includes('year') ? { date: String(offered.year) } : {}),
  };
}
