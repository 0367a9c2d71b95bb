import { expect, it } from 'vitest';
import { camelotOrder } from './camelot-order';

it.each([
  ['C major, 8B', 0, 'major', 15],
  ['A minor, 8A', 9, 'minor', 14],
  ['G major, 9B', 7, 'major', 17],
  ['A flat minor, 1A', 8, 'minor', 0],
  ['E major, 12B', 4, 'major', 23],
] as const)('places %s on the wheel', (_, tonic, mode, place) => expect(camelotOrder({ tonic, mode })).toBe(place));
