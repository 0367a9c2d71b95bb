import { expect, test } from 'vitest';
import { eased, strained, type Strain } from './strain';

const at = (workers: number, over: Partial<Strain> = {}): Strain => ({ brake: 'busy', workers, atMs: 0, easeMs: 20_000, ...over });

test('music that stutters halves the workers, down to none', () => {
  expect(strained(null, 'stutter', 7, 0)).toMatchObject({ brake: 'music', workers: 3 });
  expect(strained(null, 'stutter', 1, 0)).toMatchObject({ brake: 'music', workers: 0 });
});

test('a page that cannot keep up takes one worker, and never the last', () => {
  expect(strained(null, 'busy', 7, 0)).toMatchObject({ brake: 'busy', workers: 6 });
  expect(strained(null, 'busy', 1, 0)).toBeNull();
});

test('what is noticed while files in work still go on counts once, but music counts over the page', () => {
  const first = at(6);
  expect(strained(first, 'busy', 6, 1_000)).toBe(first);
  expect(strained(first, 'stutter', 6, 1_000)).toMatchObject({ brake: 'music', workers: 3 });
});

test('workers come back one by one, and the strain is forgotten with the last', () => {
  const strain = at(2);
  expect(eased(strain, 4, 19_999)).toBe(strain);
  expect(eased(strain, 4, 20_000)).toMatchObject({ workers: 3, atMs: 20_000 });
  expect(eased(strain, 4, 40_000)).toBeNull();
});

test('strain that comes again makes them come back ever more slowly, up to a limit', () => {
  let strain: Strain | null = at(3);
  const waits: number[] = [];
  for (let i = 1; i <= 6; i++) {
    strain = strained(strain, 'busy', 3, i * 10_000);
    waits.push(strain?.easeMs ?? 0);
  }
  expect(waits).toEqual([40_000, 80_000, 160_000, 320_000, 320_000, 320_000]);
});

test('a sign that can take no worker more puts off their return', () => {
  expect(strained(at(1), 'busy', 1, 10_000)).toMatchObject({ workers: 1, atMs: 10_000, easeMs: 20_000 });
});
