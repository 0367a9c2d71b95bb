// What the work is doing, in the one word above all figures.
import type { PipelineState } from '../../services/pipeline/pipeline';

export type WorkWord = 'idle' | 'waiting' | 'away' | 'running' | 'paused' | 'power' | 'music';

type Told = Pick<PipelineState, 'phase' | 'waiting' | 'outOfReach' | 'pace' | 'inHand' | 'scanning'>;

/** Stopped with files still waiting is not "all done", nor is a folder that is away with files to analyse; and where no worker may run, the work waits for something that a person can change. */
export function workWord({ phase, waiting, outOfReach, pace, inHand, scanning }: Told): WorkWord {
  if (phase === 'idle') return waiting > 0 ? 'waiting' : outOfReach.length > 0 ? 'away' : 'idle';
  const isHeldBack = phase === 'running' && pace.workers === 0 && inHand.length === 0 && scanning.length === 0;
  if (isHeldBack && pace.brakes[0] === 'charger') return 'power';
  if (isHeldBack && pace.brakes[0] === 'music') return 'music';
  return phase;
}
