// How another key stands to a key: what an estimate most often takes it for.
import type { KeyName } from '../../domain/sound/camelot';

export type KeyRelation = 'relative' | 'dominant' | 'subdominant' | 'parallel' | 'other';

/** Semitones from a tonic up to that of its relative. */
const TO_RELATIVE = { major: 9, minor: 3 } as const;

export function keyRelation(other: KeyName, key: KeyName): KeyRelation {
  const steps = (other.tonic - key.tonic + 12) % 12;
  if (other.mode === key.mode) return steps === 7 ? 'dominant' : steps === 5 ? 'subdominant' : 'other';
  if (steps === 0) return 'parallel';
  return steps === TO_RELATIVE[key.mode] ? 'relative' : 'other';
}
