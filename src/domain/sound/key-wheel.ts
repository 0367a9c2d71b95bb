// The Camelot wheel as a place to move on: which keys lie next to one another, and so mix well.
import { camelotNumber, tonicName } from './camelot';
import type { MusicalKey } from './sound';

/** Pitch class and mode, without the strength of an estimate. */
export type KeyName = Pick<MusicalKey, 'tonic' | 'mode'>;

/** The key at a place of the wheel. @param place 1–12, as in a Camelot code */
export function keyAt(place: number, mode: KeyName['mode']): KeyName {
  const majorTonic = ((place + 4) * 7) % 12;
  return mode === 'major' ? { tonic: majorTonic, mode } : { tonic: (majorTonic + 9) % 12, mode };
}

/** For instance `Am` or `E♭`. */
export function shortKeyName(key: KeyName): string {
  return tonicName(key) + (key.mode === 'minor' ? 'm' : '');
}

/** The three keys next to this one: a fifth down, a fifth up, and the relative. */
export function keyNeighbours(key: KeyName): KeyName[] {
  const place = camelotNumber(key);
  return [
    keyAt(((place + 10) % 12) + 1, key.mode),
    keyAt((place % 12) + 1, key.mode),
    keyAt(place, key.mode === 'major' ? 'minor' : 'major'),
  ];
}

/** Whether two keys are the same or next to each other. */
export function keysFit(a: KeyName, b: KeyName): boolean {
  return sameKey(a, b) || keyNeighbours(a).some((key) => sameKey(key, b));
}

export function sameKey(a: KeyName, b: KeyName): boolean {
  return a.tonic === b.tonic && a.mode === b.mode;
}
