// What the bass says about the key: it rests on the tonic, where chords of a key and of its relative share most of their notes.
import { chromaOf, PITCH_CLASSES } from './key-chroma';
import type { Tone } from './key-peaks';
import { standardised, type KeyProfile, type KeyStrength } from './key-profiles';

/** MIDI number of G3, 196 Hz: to here bass lines and left hands reach. */
const HIGHEST = 55;

/**
 * How much stronger a key is for bass notes at each step above its tonic: weights of a regression over the 24 keys beside `HEARD`, whose
 * strength counts in full. Fitted to the same 340 pieces and half of the extra truth, drawn towards 0 as strongly as did best on that half:
 * there 99.0 instead of 96.0 (MIREX weighted), on the other half 93.0 instead of 91.8. Fitted without that half, they do the same on both.
 * Bass on the third speaks against major and on the second for minor, say: the weights are small, and decide between near keys only.
 */
const BASS: KeyProfile = {
  major: [0.008, -0.039, -0.027, -0.02, 0.066, 0.008, -0.032, 0.025, 0.026, -0.009, -0.03, 0.024],
  minor: [0.019, -0.025, 0.052, -0.005, -0.081, 0.01, -0.005, 0.008, 0.014, -0.025, 0.035, 0.003],
};

/** The mean of all frames' bass, each as loud as any other: a soft passage tells as much as a loud one. */
export function meanBass(frames: readonly (readonly Tone[])[], tuningSemitones: number): Float64Array {
  const mean = new Float64Array(PITCH_CLASSES);
  for (const tones of frames) {
    const bass = chromaOf(tones, tuningSemitones, HIGHEST);
    const loudest = Math.max(...bass);
    if (loudest > 0) bass.forEach((value, i) => { mean[i] = (mean[i] as number) + value / loudest / frames.length; });
  }
  return mean;
}

/** @param bass as `meanBass` gives it; without differences it changes nothing @returns strongest first */
export function withBass(strengths: readonly KeyStrength[], bass: ArrayLike<number>): KeyStrength[] {
  const heard = standardised(bass);
  if (!heard) return [...strengths];
  return strengths
    .map((key) => ({ ...key, strength: key.strength + supportOf(heard, key) }))
    .sort((a, b) => b.strength - a.strength);
}

function supportOf(heard: readonly number[], { tonic, mode }: KeyStrength): number {
  return BASS[mode].reduce((sum, weight, step) => sum + weight * (heard[(tonic + step) % PITCH_CLASSES] as number), 0);
}
