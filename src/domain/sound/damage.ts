// Samples of damaged files: what is no number, or far beyond full scale, is no sound.

/** 36 dB above full scale: no decoder means that. */
export const LOUDEST = 64;

/** The same samples, save where a damaged file holds what is no sound: that becomes silence, in a copy. */
export function withoutDamage(samples: Float32Array): Float32Array {
  for (let i = 0; i < samples.length; i++) {
    if (!(Math.abs(samples[i] as number) <= LOUDEST)) return samples.map((sample) => (Math.abs(sample) <= LOUDEST ? sample : 0));
  }
  return samples;
}
