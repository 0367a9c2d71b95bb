// Camelot codes: the circle of fifths as DJs number it, so that neighbours on the wheel mix well.
import type { Mode, MusicalKey } from './sound';

/** Pitch class and mode, without the strength of an estimate. */
export type KeyName = Pick<MusicalKey, 'tonic' | 'mode'>;

export interface Camelot {
  /** 1–12, round the circle of fifths; 8 is C major and A minor. */
  readonly number: number;
  /** A: minor, B: major. */
  readonly letter: 'A' | 'B';
}

/** Spelled as on the Camelot wheel. */
const NOTES = ['C', 'D♭', 'D', 'E♭', 'E', 'F', 'F♯', 'G', 'A♭', 'A', 'B♭', 'B'] as const;
export type Note = (typeof NOTES)[number];

/** The place of a key on the wheel; relative keys share a number. */
export function camelotOf({ tonic, mode }: KeyName): Camelot {
  const majorTonic = mode === 'major' ? tonic : tonic + 3;
  return { number: ((majorTonic * 7 + 7) % 12) + 1, letter: mode === 'major' ? 'B' : 'A' };
}

/** The key at a place of the wheel. */
export function keyAt({ number, letter }: Camelot): KeyName {
  const majorTonic = ((number + 4) * 7) % 12;
  return letter === 'B' ? { tonic: majorTonic, mode: 'major' } : { tonic: (majorTonic + 9) % 12, mode: 'minor' };
}

/** For instance `8A`. */
export function camelotCode(key: KeyName): string {
  const { number, letter } = camelotOf(key);
  return `${number}${letter}`;
}

/** The note a key is built on. */
export function noteOf(tonic: number): Note {
  return NOTES[((tonic % 12) + 12) % 12] as Note;
}

/** For instance `Am` or `E♭`. */
export function shortKeyName({ tonic, mode }: KeyName): string {
  return noteOf(tonic) + (mode === 'minor' ? 'm' : '');
}

/** The three keys next to this one on the wheel: one fifth down, one up, and the relative. */
export function camelotNeighbours(key: KeyName): KeyName[] {
  const { number, letter } = camelotOf(key);
  const other: Mode = key.mode === 'major' ? 'minor' : 'major';
  return [
    keyAt({ number: ((number + 10) % 12) + 1, letter }),
    keyAt({ number: (number % 12) + 1, letter }),
    keyAt({ number, letter: other === 'major' ? 'B' : 'A' }),
  ];
}

/** Whether two keys are the same or next to each other on the wheel. */
export function keysFit(a: KeyName, b: KeyName): boolean {
  return sameKey(a, b) || camelotNeighbours(a).some((key) => sameKey(key, b));
}

export function sameKey(a: KeyName, b: KeyName): boolean {
  return a.tonic === b.tonic && a.mode === b.mode;
}
