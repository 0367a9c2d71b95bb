// Events as tests need them.
import type { DeviceId } from '../../../src/domain/library/ids';
import type { LiveEvent, Progress, ProgressStep } from '../../../src/domain/sync/live';
import type { BusMessage } from '../bus';
import { frameOf, type Frame } from '../frames';

export const DESKTOP = 'desktop' as DeviceId;
export const PHONE = 'phone' as DeviceId;

export function progress(current: number, step: ProgressStep = 'analyse', deviceId = DESKTOP): { readonly type: 'progress'; readonly data: Progress } {
  return { type: 'progress', data: { deviceId, runId: 'run', step, current, total: 1_000, percent: current / 10, filesPerSecond: 3.5, etaS: null } };
}

export function libraryUpdate(cursor: number, libraryId = 'library'): LiveEvent {
  return { type: 'library_update', data: { libraryId, cursor } };
}

export function frame(place: number, event: LiveEvent, { to = null, except = null }: Partial<Pick<BusMessage, 'to' | 'except'>> = {}): Frame {
  return frameOf({ libraryId: 'library', to, except, event }, `test-${place}`, place, 0);
}
