// What the work is doing, in the one word above all figures.
import type { Pace } from './pace';

export type WorkWord = 'idle' | 'waiting' | 'away' | 'running' | 'paused' | 'power' | 'music';

/** It stands still with work left, for a reason that a person can change. */
export type Standstill = Extract<WorkWord, 'waiting' | 'paused' | 'power' | 'music'>;

export interface ToldWork {
  readonly phase: 'idle' | 'running' | 'paused';
  /** Files that wait for a worker. */
  readonly waiting: number;
  readonly outOfReach: readonly unknown[];
  readonly pace: Pick<Pace, 'workers' | 'brakes'>;
  readonly inHand: readonly unknown[];
  readonly scanning: readonly unknown[];
}

/** Stopped with files still waiting is not "all done", nor is a folder that is away with files to analyse; and where no worker may run, the work waits for something that a person can change. */
export function workWord({ phase, waiting, outOfReach, pace, inHand, scanning }: ToldWork): WorkWord {
  if (phase === 'idle') return waiting > 0 ? 'waiting' : outOfReach.length > 0 ? 'away' : 'idle';
  const isHeldBack = phase === 'running' && pace.workers === 0 && inHand.length === 0 && scanning.length === 0;
  if (isHeldBack && pace.brakes[0] === 'charger') return 'power';
  if (isHeldBack && pace.brakes[0] === 'music') return 'music';
  return phase;
}

/** Why it stands still; null while it works or has nothing to do. */
export function standstillOf(word: WorkWord): Standstill | null {
  return word === 'running' || word === 'idle' || word === 'away' ? null : word;
}
