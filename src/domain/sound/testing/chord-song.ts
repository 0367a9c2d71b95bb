// A small song: tonic, subdominant, dominant, tonic, with a bass and overtones; and noise in its rhythm.
import type { KeyName } from '../sound';

const CHORD_S = 0.75;
/** Semitones above the tonic. */
const CHORDS = {
  major: [[0, 4, 7], [5, 9, 12], [7, 11, 14], [0, 4, 7]],
  minor: [[0, 3, 7], [5, 8, 12], [7, 11, 14], [0, 3, 7]],
} as const;

/** Twelve seconds, mono. */
export function chordSong(key: KeyName | null, rateHz: number, a4Hz: number): Float32Array {
  if (!key) throw new Error('There is no such key.');
  const chordFrames = Math.round(CHORD_S * rateHz);
  const song = new Float32Array(16 * chordFrames);
  for (let place = 0; place < 16; place++) {
    const chord = CHORDS[key.mode][place % 4] ?? CHORDS[key.mode][0];
    const midi = [chord[0] + 36, ...chord.map((step) => step + 60)].map((note) => note + key.tonic);
    for (const note of midi) addNote(song.subarray(place * chordFrames, (place + 1) * chordFrames), a4Hz * 2 ** ((note - 69) / 12), rateHz);
  }
  return song;
}

function addNote(samples: Float32Array, hz: number, rateHz: number): void {
  for (let overtone = 1; overtone <= 4 && overtone * hz < rateHz / 2; overtone++) {
    for (let i = 0; i < samples.length; i++) {
      samples[i] = (samples[i] as number) + (0.1 / overtone) * Math.exp((-2 * i) / rateHz) * Math.sin((2 * Math.PI * overtone * hz * i) / rateHz);
    }
  }
}

/** Twelve seconds of decaying noise, four bursts a second, the same in every run. */
export function noiseBursts(rateHz: number): Float32Array {
  let state = 1;
  return Float32Array.from({ length: 12 * rateHz }, (_, i) => {
    state = (state * 48271) % 2147483647;
    return (state / 1073741824 - 1) * Math.exp((-20 * (i % (rateHz / 4))) / rateHz);
  });
}
