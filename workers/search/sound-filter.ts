// Tests of slots by the sound of their tracks.
import type { SoundFilter } from '../../src/domain/query/sound-filter';
import { RANGE_FIELDS, SOUND_LABELS, type SoundLabel } from '../../src/domain/query/sound-fields';
import type { ColumnArrays } from './columns';
import { LABEL_BITS, labelBits, markBits } from './sound-columns';

type Test = (slot: number) => boolean;

export function soundTests(arrays: Readonly<ColumnArrays>, { ranges = {}, keys, labels = {}, marks }: SoundFilter): Test[] {
  const tests: Test[] = RANGE_FIELDS.flatMap((field) => {
    const range = ranges[field];
    return range ? [rangeTest(arrays[field], range.min ?? -Infinity, range.max ?? Infinity)] : [];
  });
  if (keys && keys.length > 0) tests.push(keyTest(arrays.key, keys));
  for (const kind of Object.keys(SOUND_LABELS) as SoundLabel[]) {
    const names = labels[kind];
    if (names && names.length > 0) tests.push(anyBit(arrays[LABEL_BITS[kind]], labelBits(kind, names)));
  }
  if (marks && marks.length > 0) tests.push(everyBit(arrays.marks, markBits(marks)));
  return tests;
}

/** As the column holds it: a limit with more digits than a float would shut out the very value it was taken from. NaN is in no range. */
function rangeTest(values: Float32Array, min: number, max: number): Test {
  const [from, to] = [Math.fround(min), Math.fround(max)];
  return (slot) => {
    const value = values[slot] as number;
    return value >= from && value <= to;
  };
}

function keyTest(values: Uint32Array, keys: readonly number[]): Test {
  const wanted = new Set(keys);
  return (slot) => wanted.has(values[slot] as number);
}

function anyBit(values: Uint8Array, bits: number): Test {
  return (slot) => ((values[slot] as number) & bits) !== 0;
}

function everyBit(values: Uint8Array, bits: number): Test {
  return (slot) => ((values[slot] as number) & bits) === bits;
}
