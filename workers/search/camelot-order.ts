// The order of keys on the Camelot wheel, for sorting: 1A, 1B, 2A … 12B.
import type { MusicalKey } from '../../src/domain/sound/sound';

/** 0 for 1A (A♭ minor) … 23 for 12B (E major): each step of the wheel is a fifth, C major is 8B. */
export function camelotOrder(key: Pick<MusicalKey, 'tonic' | 'mode'>): number {
  const relativeMajor = key.mode === 'major' ? key.tonic : key.tonic + 3;
  const wheel = (relativeMajor * 7 + 7) % 12;
  return wheel * 2 + (key.mode === 'major' ? 1 : 0);
}
