import { beforeEach, describe, expect, it } from 'vitest';
import { createProgressGate, PROGRESS_EVERY_MS, type ProgressGate } from './progress-gate';
import { PHONE, progress } from './testing/event-samples';
import { manualClock, type ManualClock } from './testing/manual-timers';

let clock: ManualClock;
let gate: ProgressGate;
let passed: string[];

beforeEach(() => {
  clock = manualClock();
  passed = [];
  gate = createProgressGate(clock, (libraryId, { deviceId, step, current }) => passed.push(`${clock.now()} ${libraryId} ${deviceId} ${step} ${current}`));
});

describe('progress on its way to the others', () => {
  it('passes at once when it is the first in a while', () => {
    gate.offer('l', progress(1).data);
    clock.pass(PROGRESS_EVERY_MS);
    gate.offer('l', progress(2).data);
    expect(passed).toEqual(['0 l desktop analyse 1', '250 l desktop analyse 2']);
  });

  it('passes four times a second at most, each time with the newest, and the last always', () => {
    for (let current = 0; current < 100; current++) {
      gate.offer('l', progress(current).data);
      clock.pass(10);
    }
    clock.pass(10_000);
    const newest = [0, 24, 49, 74, 99];
    expect(passed).toEqual(newest.map((current, n) => `${n * PROGRESS_EVERY_MS} l desktop analyse ${current}`));
  });

  it('of other steps, devices and libraries does not wait', () => {
    gate.offer('l', progress(1).data);
    gate.offer('l', progress(1, 'scan').data);
    gate.offer('l', progress(1, 'analyse', PHONE).data);
    gate.offer('m', progress(1).data);
    expect(passed).toHaveLength(4);
  });
});
