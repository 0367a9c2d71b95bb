// Wall time by stage.
import type { SoundReport } from '../../src/domain/worker-api';

type StageMs = Record<keyof SoundReport['stageMs'], number>;

export interface Stopwatch {
  readonly stageMs: Readonly<StageMs>;
  time<T>(stage: keyof StageMs, work: () => Promise<T>): Promise<T>;
  /** Books time that was measured inside another stage. */
  move(from: keyof StageMs, to: keyof StageMs, ms: number): void;
}

/** @param onStep told of each stage as it begins */
export function stopwatch(now: () => number, onStep: (stage: keyof StageMs) => void = () => undefined): Stopwatch {
  const stageMs: StageMs = { read: 0, decode: 0, loudness: 0, tempo: 0, key: 0, features: 0, embed: 0, write: 0 };
  return {
    stageMs,
    async time(stage, work) {
      const startMs = now();
      onStep(stage);
      try {
        return await work();
      } finally {
        stageMs[stage] += now() - startMs;
      }
    },
    move(from, to, ms) {
      stageMs[from] -= ms;
      stageMs[to] += ms;
    },
  };
}
