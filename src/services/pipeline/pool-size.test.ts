import { expect, test } from 'vitest';
import { DEFAULT_SPEED } from '../../domain/work/pace';
import { allowance, poolSize, type Conditions } from './pool-size';

const FREE: Conditions = { mostWorkers: 7, settings: DEFAULT_SPEED, battery: { charging: true, level: 1 }, inUse: false, strain: null };
const look = (over: Partial<Conditions>) => allowance({ ...FREE, ...over });

test('one core is left for the page, and eight workers are the most', () => {
  expect([1, 2, 4, 8, 9, 64].map(poolSize)).toEqual([1, 1, 3, 7, 8, 8]);
});

test('a device that nobody uses gives all it has', () => {
  expect(look({})).toEqual({ gait: 'full', workers: 7, restShare: 0, brakes: [] });
});

test('gentle takes half while somebody uses the app, and rests between files where half is all', () => {
  expect(look({ inUse: true })).toEqual({ gait: 'gentle', workers: 3, restShare: 0, brakes: ['person'] });
  expect(look({ inUse: true, mostWorkers: 1 })).toEqual({ gait: 'gentle', workers: 1, restShare: 0.25, brakes: ['person'] });
});

test('full speed and a night take all while the app is in use too', () => {
  expect(look({ inUse: true, settings: { ...DEFAULT_SPEED, speed: 'full' } }).workers).toBe(7);
  expect(look({ inUse: true, settings: { ...DEFAULT_SPEED, overnight: true } }).workers).toBe(7);
});

test('on battery half of the workers run, with little charge one', () => {
  expect(look({ battery: { charging: false, level: 0.9 } })).toMatchObject({ workers: 3, brakes: ['battery'] });
  expect(look({ battery: { charging: false, level: 0.2 } })).toMatchObject({ workers: 1, brakes: ['battery'] });
});

test('“only when charging” lets none run on battery, and means nothing where the browser does not tell', () => {
  const settings = { ...DEFAULT_SPEED, onlyCharging: true };
  expect(look({ settings, battery: { charging: false, level: 1 } })).toMatchObject({ workers: 0, brakes: ['charger', 'battery'] });
  expect(look({ settings, battery: null })).toMatchObject({ workers: 7, brakes: [] });
  expect(look({ settings })).toMatchObject({ workers: 7 });
});

test('what strain leaves holds at full speed too, and the weightiest reason comes first', () => {
  const settings = { ...DEFAULT_SPEED, speed: 'full' as const };
  expect(look({ settings, strain: { brake: 'music', workers: 0 } })).toMatchObject({ workers: 0, brakes: ['music'] });
  expect(look({ battery: { charging: false, level: 1 }, inUse: true, strain: { brake: 'busy', workers: 2 } })).toMatchObject({ workers: 2, brakes: ['busy', 'battery', 'person'] });
});
