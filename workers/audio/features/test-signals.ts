// Signals whose features were computed by essentia itself; reference.py makes the same ones.
export const REFERENCE_RATE_HZ = 44100;
export const REFERENCE_S = 12;

/** A linear congruential generator (Numerical Recipes): −1 to 1, the same in every language. */
function noise(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  };
}

function made(sample: (timeS: number, noise: () => number) => number): Float32Array {
  const next = noise(20);
  return Float32Array.from({ length: REFERENCE_RATE_HZ * REFERENCE_S }, (_, i) => sample(i / REFERENCE_RATE_HZ, next));
}

const tone = (hz: number, timeS: number): number => Math.sin(2 * Math.PI * hz * timeS);
const partials = (hz: number, timeS: number): number => [1, 2, 3, 4, 5].reduce((sum, n) => sum + tone(hz * n, timeS) / n, 0);

/** Half-second chords of four partials-rich voices that fade. */
const CHORDS = [[220, 261.63, 329.63], [174.61, 220, 261.63], [130.81, 196, 329.63], [196, 246.94, 293.66]] as const;

export const referenceSignals: Readonly<Record<'chords' | 'drums' | 'sweep', () => Float32Array>> = {
  chords: () => made((timeS, next) => {
    const beat = Math.floor(timeS * 2);
    const fade = Math.exp(-3 * (timeS * 2 - beat));
    return 0.15 * fade * (CHORDS[beat % 4] as readonly number[]).reduce((sum, hz) => sum + partials(hz, timeS), 0) + 0.001 * next();
  }),
  drums: () => made((timeS, next) => {
    const [kick, hat] = [timeS % 0.5, timeS % 0.25];
    return 0.6 * Math.exp(-18 * kick) * tone(60, kick) + 0.3 * Math.exp(-60 * hat) * next() + (timeS % 4 < 2 ? 0.05 : 0.2) * Math.exp(-8 * kick) * next();
  }),
  sweep: () => made((timeS, next) => 0.4 * (0.6 + 0.4 * tone(3, timeS)) * tone(100 + 150 * timeS * timeS, timeS) + 0.01 * next()),
};
