// Deterministic signals whose network outputs are known: `reference-vectors.json`. Its `msd` and TempoCNN values were computed by the
// original packages (musicnn 0.1.0 in TensorFlow 2.15.1, tempocnn 0.0.8), its `mtt` values by native onnxruntime from our file.

export type SignalName = 'chirp' | 'chords' | 'beats' | 'pluck' | 'quiet';

const SECONDS = 12;
const TURN = 2 * Math.PI;
const CHORDS = [[220, 277.18, 329.63], [174.61, 220, 261.63], [130.81, 164.81, 196], [196, 246.94, 293.66]];
const ARPEGGIO = [110, 164.81, 220, 261.63, 329.63, 261.63, 220, 164.81];

/** 12 s of a signal; the formulas are frozen, as the expected values hang on them. */
export function referenceSignal(name: SignalName, rateHz: number): Float32Array {
  const at = FORMULAS[name](noiseFrom(12345));
  return Float32Array.from({ length: SECONDS * rateHz }, (_, i) => at(i / rateHz));
}

type Formula = (noise: () => number) => (t: number) => number;

const FORMULAS: Readonly<Record<SignalName, Formula>> = {
  chirp: () => (t) => {
    const k = Math.log(5000 / 60) / SECONDS;
    return 0.5 * Math.sin((TURN * 60 * (Math.exp(k * t) - 1)) / k) * (0.6 + 0.4 * Math.sin(TURN * 4 * t));
  },
  chords: () => (t) => {
    const u = t % 1;
    let v = 0;
    for (const f of CHORDS[Math.floor(t) % 4] as number[]) {
      for (let h = 1; h < 7; h++) v += (0.12 / h) * Math.sin(TURN * f * h * t) * Math.exp(-2 * u);
    }
    return v;
  },
  beats: (noise) => (t) => {
    const p = 60 / 128;
    return 0.7 * Math.sin(TURN * 55 * (t % p)) * Math.exp(-12 * (t % p)) + 0.2 * noise() * Math.exp(-30 * ((t + p / 2) % p));
  },
  pluck: () => (t) => {
    const p = 60 / 90 / 2;
    const u = t % p;
    const f = ARPEGGIO[Math.floor(t / p) % 8] as number;
    let v = 0;
    for (let h = 1; h < 11; h++) v += (0.3 / h) * Math.sin(TURN * f * h * u) * Math.exp(-(4 + h) * u);
    return v;
  },
  quiet: (noise) => (t) => 0.003 * noise() + 0.001 * Math.sin(TURN * 440 * t),
};

function noiseFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2147483648 - 1;
  };
}
