// The order of keys on the Camelot wheel, for sorting: 1A, 1B, 2A … 12B.
import { camelotOf, type KeyName } from './camelot';

/** 0 for 1A (A♭ minor) … 23 for 12B (E major). */
export function camelotOrder(key: KeyName): number {
  const { number, letter } = camelotOf(key);
  return (number - 1) * 2 + (letter === 'B' ? 1 : 0);
}
