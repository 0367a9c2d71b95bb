// One decoding pass over a recording: what has to see all of it is measured on the way, what the models need is kept.
import { err, ok, type AppError, type Result } from '../../src/domain/result';
import type { AudioSource } from './audio-source';
import { decode, type DecodeOutcome } from './decode';
import type { BlockSink } from './lane';
import { MonoMix } from './downmix';
import { Excerpt } from './excerpt';
import { KeyLooks } from './key-looks';
import { Meters } from './meters';
import { MiddleExcerpt } from './middle-excerpt';
import { middleStretch, patchResampler, patchStarts, patchStretch } from './plan';
import type { Resampler } from './resampler';

/** A second pass is worth its time when the length was announced this wrongly: patches would sit in the wrong places. */
const WRONG_LENGTH = 0.02;

export interface Measured {
  readonly rateHz: number;
  /** Decoded audio; less than `endS` where damaged data left holes. */
  readonly durationS: number;
  readonly endS: number;
  /** What was measured of all of it. */
  readonly meters: Meters;
  /** The middle 90 s, mono, at `middleHz`. */
  readonly middle: Float32Array;
  /** The recording's own rate; of high ones a half, a quarter … of it, 44.1 kHz at least. */
  readonly middleHz: number;
  /** Moments of all of the recording for the chromagram, mono, at a low rate: see `KeyLooks`. */
  readonly keyLooks: readonly Float32Array[];
  /** Each with the resampler's margin on both sides, mono, at the recording's own rate. */
  readonly patches: readonly Float32Array[];
  readonly resampler: Resampler;
  /** Why decoding ended before the file did; null when it came to the end. */
  readonly broke: AppError | null;
  /** Wall time of the meters. */
  readonly meterMs: number;
}

/** Decodes once; twice where the container had announced a wrong length (truncated or badly tagged files). */
export async function measure(source: AudioSource, now: () => number): Promise<Result<Measured>> {
  const first = await pass(source, now);
  if (!first.ok || Math.abs(first.value.endS / source.durationS - 1) <= WRONG_LENGTH) return first;
  return pass({ ...source, durationS: first.value.endS }, now);
}

async function pass(source: AudioSource, now: () => number): Promise<Result<Measured>> {
  let pending: PendingMeasures | undefined;
  const decoded = await decode(source, (rateHz, channels) => {
    pending ??= new PendingMeasures(rateHz, channels, source.durationS, now);
    return pending.lane(rateHz, channels);
  });
  if (!decoded.ok) return decoded;
  return pending ? ok(pending.end(decoded.value)) : err('decode-failed', 'The file holds no audio.');
}

class PendingMeasures {
  readonly #rateHz: number;
  readonly #channels: number;
  readonly #now: () => number;
  readonly #meters: Meters;
  readonly #resampler: Resampler;
  readonly #middle: MiddleExcerpt;
  readonly #keyLooks: KeyLooks;
  readonly #patches: readonly Excerpt[];
  #meterMs = 0;

  constructor(rateHz: number, channels: number, plannedS: number, now: () => number) {
    this.#rateHz = rateHz;
    this.#channels = channels;
    this.#now = now;
    this.#meters = new Meters(rateHz, channels, plannedS);
    this.#resampler = patchResampler(rateHz);
    this.#middle = new MiddleExcerpt(middleStretch(plannedS, rateHz), rateHz);
    this.#keyLooks = new KeyLooks(plannedS, rateHz);
    this.#patches = patchStarts(plannedS).map((start) => {
      const { from, frames } = patchStretch(start, rateHz, this.#resampler);
      return new Excerpt(from, frames);
    });
  }

  lane(rateHz: number, channels: number): BlockSink {
    if (channels < this.#channels) throw new Error(`The audio changes from ${this.#channels} to ${channels} channels midway.`);
    if (rateHz !== this.#rateHz) throw new Error(`The audio changes from ${this.#rateHz} to ${rateHz} Hz midway.`);
    const [meters, mix] = [this.#meters.lane(), new MonoMix(this.#channels)];
    return (planes, frames, startFrame) => {
      const startMs = this.#now();
      const mono = mix.of(planes, frames);
      meters.add(planes, mono, frames, startFrame);
      this.#meterMs += this.#now() - startMs;
      this.#middle.add(mono, frames, startFrame);
      this.#keyLooks.add(mono, frames, startFrame);
      for (const patch of this.#patches) patch.add(mono, frames, startFrame);
    };
  }

  end({ frames, endFrame, broke }: DecodeOutcome): Measured {
    return {
      rateHz: this.#rateHz, durationS: frames / this.#rateHz, endS: endFrame / this.#rateHz, meters: this.#meters,
      middle: this.#middle.samples(), middleHz: this.#middle.rateHz, keyLooks: this.#keyLooks.samples(), patches: heardPatches(this.#patches), resampler: this.#resampler, broke, meterMs: this.#meterMs,
    };
  }
}

/** Patches in a hole of a damaged file say nothing of the music; the fullest is kept when all are short. */
function heardPatches(patches: readonly Excerpt[]): Float32Array[] {
  const heard = patches.filter((patch) => patch.filled >= patch.samples.length / 2);
  const kept = heard.length > 0 ? heard : [...patches].sort((a, b) => b.filled - a.filled).slice(0, 1);
  return kept.map((patch) => patch.samples);
}
