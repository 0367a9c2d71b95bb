import { expect, test } from 'vitest';
import type { WorkLeft } from '../../domain/work/estimate';
import { stageRows } from './stage-rows';

const sound: WorkLeft = { kind: 'sound', waiting: 60, filesPerSecond: 0.5, leftS: { low: 100, likely: 120, high: 150 } };

test('each stage is told against what was found; both stages of the sound go at its rate', () => {
  const rows = stageRows({ found: 100, parsed: 100, analysed: 42, embedded: 40, renew: 0 }, [sound]);
  expect(rows.map(({ stage, count, total, filesPerSecond }) => [stage, count, total, filesPerSecond])).toEqual([
    ['found', 100, null, null], ['parsed', 100, 100, null], ['analysed', 42, 100, 0.5], ['embedded', 40, 100, 0.5],
  ]);
  expect(rows[2]?.leftS).toEqual(sound.leftS);
});

test('a stage that is through has no rate any more', () => {
  const rows = stageRows({ found: 100, parsed: 100, analysed: 100, embedded: 99, renew: 0 }, [sound]);
  expect(rows.map(({ filesPerSecond }) => filesPerSecond)).toEqual([null, null, null, 0.5]);
});

test('what is analysed again counts against all that was analysed', () => {
  const renew: WorkLeft = { kind: 'renew', waiting: 30, filesPerSecond: 2, leftS: null };
  expect(stageRows({ found: 100, parsed: 100, analysed: 100, embedded: 100, renew: 30 }, [renew]).at(-1)).toEqual({ stage: 'renewed', count: 70, total: 100, filesPerSecond: 2, leftS: null });
});
