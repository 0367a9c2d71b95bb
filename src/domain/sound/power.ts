// Power and loudness units.

/** The offset of BS.1770: a 997 Hz full-scale sine in one front channel reads −3.01 LKFS. */
const OFFSET_LU = -0.691;

/** Loudness in LUFS of a K-weighted mean power (BS.1770-4, equation 2); −∞ for none. */
export function lufsOf(power: number): number {
  return OFFSET_LU + 10 * Math.log10(power);
}

/** The K-weighted mean power behind a loudness in LUFS. */
export function powerOf(lufs: number): number {
  return 10 ** ((lufs - OFFSET_LU) / 10);
}

/** The level in dBFS of an amplitude, or null for silence. */
export function dbfsOf(amplitude: number): number | null {
  return amplitude > 0 ? 20 * Math.log10(amplitude) : null;
}
