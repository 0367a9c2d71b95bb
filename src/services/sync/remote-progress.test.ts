import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { DeviceId } from '../../domain/library/ids';
import type { Progress } from '../../domain/sync/live';
import { followRemoteProgress } from './remote-progress';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp() {
  let shown: readonly Progress[] = [];
  const remote = followRemoteProgress(() => Date.now(), (progress) => void (shown = progress));
  return { remote, shown: () => shown.map(({ deviceId, step, current }) => `${deviceId} ${step} ${current}`) };
}

const progress = (deviceId: string, step: Progress['step'], current: number): Progress => ({
  deviceId: deviceId as DeviceId, runId: 'run', step, current, total: 10, percent: current * 10, filesPerSecond: null, etaS: null,
});

test('shows the newest of each step of each device', () => {
  const { remote, shown } = setUp();
  for (const each of [progress('a', 'analyse', 1), progress('b', 'analyse', 5), progress('a', 'embed', 1), progress('a', 'analyse', 2)]) remote.heard(each);
  expect(shown()).toEqual(['a analyse 2', 'b analyse 5', 'a embed 1']);
});

test('forgets what has not moved for a minute, though it is told again', async () => {
  const { remote, shown } = setUp();
  remote.heard(progress('a', 'analyse', 1));
  remote.heard(progress('b', 'analyse', 1));
  await vi.advanceTimersByTimeAsync(40_000);
  remote.heard(progress('a', 'analyse', 1));
  remote.heard(progress('b', 'analyse', 2));
  await vi.advanceTimersByTimeAsync(20_010);
  expect(shown()).toEqual(['b analyse 2']);
  await vi.advanceTimersByTimeAsync(40_000);
  expect(shown()).toEqual([]);
});

test('forgets a device that went away', () => {
  const { remote, shown } = setUp();
  remote.heard(progress('a', 'analyse', 1));
  remote.heard(progress('b', 'analyse', 1));
  remote.forget('a' as DeviceId);
  expect(shown()).toEqual(['b analyse 1']);
});
