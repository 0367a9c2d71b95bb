// Short moments spread evenly over all of a recording, for the picture of its notes: kept at a low rate while it is decoded.
import { decimated, decimatedRateHz } from '../../src/domain/sound/key-decimation';
import { frameSamples } from '../../src/domain/sound/key-peaks';
import { Excerpt } from './excerpt';

/** Columns of the chromagram: one in 2.4 s of a four-minute track, and 1.2 KB. */
export const LOOKS = 100;

interface Look {
  readonly from: number;
  /** While it is being filled, at the recording's own rate. */
  excerpt: Excerpt | null;
  low: Float32Array | null;
}

export class KeyLooks {
  readonly #rateHz: number;
  readonly #frames: number;
  readonly #looks: readonly Look[];

  /** @param plannedS length that the container announces */
  constructor(plannedS: number, rateHz: number) {
    this.#rateHz = rateHz;
    const lowHz = decimatedRateHz(rateHz);
    this.#frames = (frameSamples(lowHz) * rateHz) / lowHz;
    // Each in the middle of its hundredth, so that the columns share the whole time evenly.
    this.#looks = Array.from({ length: LOOKS }, (_, i) => ({
      from: Math.round((plannedS * rateHz * (i + 0.5)) / LOOKS - this.#frames / 2), excerpt: null, low: null,
    }));
  }

  add(mono: Float32Array, frames: number, startFrame: number): void {
    for (const look of this.#looks) {
      if (look.low || look.from >= startFrame + frames || look.from + this.#frames <= startFrame) continue;
      look.excerpt ??= new Excerpt(look.from, this.#frames);
      look.excerpt.add(mono, frames, startFrame);
      if (look.excerpt.filled === this.#frames) this.#shrink(look);
    }
  }

  /** In order of time, at `decimatedRateHz`; empty where nothing was decoded. */
  samples(): Float32Array[] {
    return this.#looks.map((look) => {
      if (look.excerpt) this.#shrink(look);
      return look.low ?? new Float32Array(0);
    });
  }

  #shrink(look: Look): void {
    look.low = look.excerpt ? decimated(look.excerpt.samples, this.#rateHz) : null;
    look.excerpt = null;
  }
}
