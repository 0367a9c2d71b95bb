// One decoding pass over a recording: what has to see all of it is measured on the way, what the models need is kept.
import { LoudnessMeter } from '../../src/domain/sound/loudness';
import { ok, type AppError, type Result } from '../../src/domain/result';
import { decode, type AudioSource } from './decode';
import { Excerpt } from './excerpt';
import { middleStretch, patchResampler, patchStarts, patchStretch } from './plan';
import type { Resampler } from './resampler';
import { PeakTrace } from './waveform';

/** A second pass is worth its time when the length was announced this wrongly: patches would sit in the wrong places. */
const WRONG_LENGTH = 0.02;

export interface Measured {
  readonly rateHz: number;
  readonly durationS: number;
  readonly meter: LoudnessMeter;
  readonly peaks: PeakTrace;
  /** The middle 90 s, mono, at the recording's own rate. */
  readonly middle: Float32Array;
  /** Each with the resampler's margin on both sides, mono, at the recording's own rate. */
  readonly patches: readonly Float32Array[];
  readonly resampler: Resampler;
  /** Why decoding ended before the file did; null when it came to the end. */
  readonly broke: AppError | null;
  /** Wall time of the loudness and waveform part. */
  readonly meterMs: number;
}

/** Decodes once; twice where the container had announced a wrong length (truncated or badly tagged files). */
export async function measure(source: AudioSource, now: () => number): Promise<Result<Measured>> {
  const first = await pass(source, source.durationS, now);
  if (!first.ok || Math.abs(first.value.durationS / source.durationS - 1) <= WRONG_LENGTH) return first;
  return pass(source, first.value.durationS, now);
}

async function pass(source: AudioSource, plannedS: number, now: () => number): Promise<Result<Measured>> {
  let pending: PendingMeasures | null = null;
  const decoded = await decode(source, (rateHz, channels) => {
    const measures = (pending = new PendingMeasures(rateHz, channels, plannedS, now));
    return (planes, frames) => measures.add(planes, frames);
  });
  if (!decoded.ok) return decoded;
  return ok((pending as unknown as PendingMeasures).end(decoded.value.broke));
}

class PendingMeasures {
  readonly #rateHz: number;
  readonly #now: () => number;
  readonly #meter: LoudnessMeter;
  readonly #peaks = new PeakTrace();
  readonly #resampler: Resampler;
  readonly #middle: Excerpt;
  readonly #patches: readonly Excerpt[];
  #frames = 0;
  #meterMs = 0;

  constructor(rateHz: number, channels: number, plannedS: number, now: () => number) {
    this.#rateHz = rateHz;
    this.#now = now;
    this.#meter = new LoudnessMeter(rateHz, channels);
    this.#resampler = patchResampler(rateHz);
    const middle = middleStretch(plannedS, rateHz);
    this.#middle = new Excerpt(middle.from, middle.frames);
    this.#patches = patchStarts(plannedS).map((start) => {
      const { from, frames } = patchStretch(start, rateHz, this.#resampler);
      return new Excerpt(from, frames);
    });
  }

  add(planes: readonly Float32Array[], frames: number): void {
    const startMs = this.#now();
    this.#meter.add(planes, frames);
    this.#peaks.add(planes, frames);
    this.#meterMs += this.#now() - startMs;
    this.#middle.add(planes, frames, this.#frames);
    for (const patch of this.#patches) patch.add(planes, frames, this.#frames);
    this.#frames += frames;
  }

  end(broke: AppError | null): Measured {
    return {
      rateHz: this.#rateHz, durationS: this.#frames / this.#rateHz, meter: this.#meter, peaks: this.#peaks,
      middle: this.#middle.samples, patches: this.#patches.map((patch) => patch.samples), resampler: this.#resampler,
      broke, meterMs: this.#meterMs,
    };
  }
}
