// Mono from any number of channels.

const MINUS_3_DB = Math.SQRT1_2;

/**
 * Weights that mix channels in WAVE order to mono: ITU-R BS.775 to stereo, then the mean of both sides, scaled so that
 * the weights add up to one and nothing clips. LFE is left out; unknown layouts count every channel alike.
 */
export function downmixWeights(channels: number): readonly number[] {
  const sides = stereoShares(channels);
  const sum = sides.reduce((total, share) => total + share, 0);
  return sides.map((share) => share / sum);
}

/** Mixes block after block into samples that are used again and again. */
export class MonoMix {
  readonly #weights: readonly number[];
  #mono = new Float32Array(0);

  constructor(channels: number) {
    this.#weights = downmixWeights(channels);
  }

  /** @returns of which the first `frames` values count; overwritten by the next block, and the plane itself where it is the only one */
  of(planes: readonly Float32Array[], frames: number): Float32Array {
    const [first, second] = planes;
    if (this.#weights.length === 1 && first) return first;
    if (this.#mono.length < frames) this.#mono = new Float32Array(frames);
    const mono = this.#mono;
    if (this.#weights.length === 2 && first && second) {
      for (let i = 0; i < frames; i++) mono[i] = 0.5 * ((first[i] as number) + (second[i] as number));
      return mono;
    }
    mono.fill(0, 0, frames);
    this.#weights.forEach((weight, channel) => {
      if (weight !== 0) addPlane(mono, planes[channel] as Float32Array, weight, frames);
    });
    return mono;
  }
}

function addPlane(mono: Float32Array, plane: Float32Array, weight: number, frames: number): void {
  for (let i = 0; i < frames; i++) mono[i] = (mono[i] as number) + weight * (plane[i] as number);
}

function stereoShares(channels: number): readonly number[] {
  const [front, centre, surround] = [1, 2 * MINUS_3_DB, MINUS_3_DB];
  switch (channels) {
    case 3:
      return [front, front, centre];
    case 4:
      return [front, front, surround, surround];
    case 5:
      return [front, front, centre, surround, surround];
    case 6:
      return [front, front, centre, 0, surround, surround];
    // 6.1: one speaker behind.
    case 7:
      return [front, front, centre, 0, surround, surround, surround];
    case 8:
      return [front, front, centre, 0, surround, surround, surround, surround];
    default:
      return new Array<number>(channels).fill(1);
  }
}
