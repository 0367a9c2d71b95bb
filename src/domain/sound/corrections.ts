// A tempo and a key that a person set for a recording: choices in its fields `tempoBpm` and `key`, absolute, null for taken back.
import { choiceOf, type ChoiceRow, type ChoiceValue } from '../sync/choice';
import { keyOf, keyName } from './key-name';
import type { KeyName } from './sound';

/** What a person may set, beats per minute; wider than what is measured (30–285). */
export const SLOWEST_BPM = 20;
export const FASTEST_BPM = 400;
/** Tempos are kept to this part of a beat. */
const BPM_STEPS = 1_000;

/** Whether a field of a recording's choices says something of its sound. */
export function isCorrection(field: string): boolean {
  return field === 'tempoBpm' || field === 'key';
}

/** A tempo as it is kept, or null where it is out of range. */
export function tempoChoice(tempoBpm: number): number | null {
  return tempoBpm >= SLOWEST_BPM && tempoBpm <= FASTEST_BPM ? Math.round(tempoBpm * BPM_STEPS) / BPM_STEPS : null;
}

/** A key as it is kept, e.g. `F# minor`. */
export function keyChoice(key: KeyName): string {
  return keyName(key).replace('♯', '#').replace('♭', 'b');
}

/** null where there is none, or where what was written is none. */
export function correctedTempo(choice: ChoiceRow | undefined): number | null {
  return tempoSaid(choiceOf(choice, 'tempoBpm'));
}

export function correctedKey(choice: ChoiceRow | undefined): KeyName | null {
  return keySaid(choiceOf(choice, 'key'));
}

/** The tempo of a value that may come from anywhere. */
export function tempoSaid(value: ChoiceValue): number | null {
  return typeof value === 'number' ? tempoChoice(value) : null;
}

export function keySaid(value: ChoiceValue): KeyName | null {
  const [note = '', scale = ''] = typeof value === 'string' ? value.split(' ', 2) : [];
  return keyOf(note, scale);
}
