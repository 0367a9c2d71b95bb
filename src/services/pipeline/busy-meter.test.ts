import { expect, test } from 'vitest';
import { createBusyMeter } from './busy-meter';

function meter() {
  let told = 0;
  const busy = createBusyMeter(() => told++);
  return { ...busy, told: () => told };
}

test('a page whose tasks keep it for a fifth of the time is busy', () => {
  const { lost, told } = meter();
  for (let i = 0; i < 4; i++) lost(240, i * 1000);
  expect(told()).toBe(0);
  lost(240, 4_000);
  expect(told()).toBe(1);
});

test('one long task now and then is none', () => {
  const { lost, told } = meter();
  for (let i = 0; i < 20; i++) lost(400, i * 6000);
  expect(told()).toBe(0);
});

test('timers that come late tell of a processor that others keep', () => {
  const { late, told } = meter();
  for (let i = 0; i < 3; i++) late(400, i * 1400);
  expect(told()).toBe(1);
});

test('a timer’s own lateness, and a device that slept, are none', () => {
  const { late, told } = meter();
  for (let i = 0; i < 50; i++) late(60, i * 100);
  late(8 * 3_600_000, 60_000);
  expect(told()).toBe(0);
});

test('a task and the timer that it delays are not added up', () => {
  const { lost, late, told } = meter();
  lost(600, 1000);
  late(600, 1000);
  expect(told()).toBe(0);
});
