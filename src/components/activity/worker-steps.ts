// How far a worker is with its file: the steps in the order that they are gone through.
import type { WorkerAtWork } from '../../domain/work/estimate';

export const SOUND_STEPS = ['read', 'decode', 'loudness', 'tempo', 'key', 'features', 'embed', 'write'] as const;

/** Which steps are behind it, which one it is at. `setup` and the time between files are before all of them. */
export function stepsOf({ step }: Pick<WorkerAtWork, 'step'>): readonly ('done' | 'now' | 'ahead')[] {
  const at = SOUND_STEPS.findIndex((each) => each === step);
  return SOUND_STEPS.map((_, i) => (i < at ? 'done' : i === at ? 'now' : 'ahead'));
}
