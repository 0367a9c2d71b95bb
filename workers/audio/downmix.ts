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
