// Full names of keys in their usual spelling, and reading of the names that essentia and taggers write.
import type { KeyName } from './camelot';
import type { Mode } from './sound';

/** The spelling with the fewer accidentals; of the two with six, F♯ major and E♭ minor. */
const MAJOR_NAMES = ['C', 'D♭', 'D', 'E♭', 'E', 'F', 'F♯', 'G', 'A♭', 'A', 'B♭', 'B'] as const;
const MINOR_NAMES = ['C', 'C♯', 'D', 'E♭', 'E', 'F', 'F♯', 'G', 'G♯', 'A', 'B♭', 'B'] as const;

const PITCH_CLASSES: Readonly<Record<string, number>> = {
  C: 0, 'C#': 1, Db: 1, D: 2, 'D#': 3, Eb: 3, E: 4, F: 5, 'F#': 6, Gb: 6, G: 7, 'G#': 8, Ab: 8, A: 9, 'A#': 10, Bb: 10, B: 11,
};

/** English name, e.g. `F♯ minor`. */
export function keyName({ tonic, mode }: KeyName): string {
  return `${(mode === 'major' ? MAJOR_NAMES : MINOR_NAMES)[tonic] ?? ''} ${mode}`;
}

/** The key of a note name with ASCII accidentals and a scale, e.g. `Ab` and `major`; null when it is none. */
export function keyOf(note: string, scale: string): KeyName | null {
  const tonic = PITCH_CLASSES[note];
  return tonic === undefined || !isMode(scale) ? null : { tonic, mode: scale };
}

function isMode(scale: string): scale is Mode {
  return scale === 'major' || scale === 'minor';
}
