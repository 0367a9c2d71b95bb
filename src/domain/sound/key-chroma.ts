// How strongly each of the twelve pitch classes sounds, C first.
import type { Tone } from './key-peaks';

export const PITCH_CLASSES = 12;
/** MIDI numbers of E1 and C7: below lies the rumble of drums, above mostly overtones. */
const NOTES = { lowest: 28, highest: 96 } as const;
/** MIDI number of a′. */
const A4 = 69;
/** Amplitudes to this power: 0.5, 0.7 and the logarithm did alike, 1 lost a point and 2 two to four (MIREX weighted, 154 pieces). */
const COMPRESSION = 0.7;

/**
 * One frame: each tone counts for its nearest note, less the further it lies from it.
 * @param highest MIDI number of the last note that counts
 */
export function chromaOf(tones: readonly Tone[], tuningSemitones: number, highest: number = NOTES.highest): Float64Array {
  const chroma = new Float64Array(PITCH_CLASSES);
  for (const { semitones, amplitude } of tones) {
    const pitch = A4 + semitones - tuningSemitones;
    const note = Math.round(pitch);
    if (note < NOTES.lowest || note > highest) continue;
    chroma[note % PITCH_CLASSES] = (chroma[note % PITCH_CLASSES] as number) + amplitude ** COMPRESSION * Math.cos(Math.PI * (pitch - note));
  }
  return chroma;
}

export function meanChroma(frames: readonly (readonly Tone[])[], tuningSemitones: number): Float64Array {
  const mean = new Float64Array(PITCH_CLASSES);
  for (const tones of frames) chromaOf(tones, tuningSemitones).forEach((value, i) => { mean[i] = (mean[i] as number) + value / frames.length; });
  return mean;
}

/** @returns columns of 12, one a frame, 255 for the loudest of all; null where nothing sounds */
export function chromagramOf(frames: readonly (readonly Tone[])[], tuningSemitones: number): Uint8Array | null {
  const columns = frames.map((tones) => chromaOf(tones, tuningSemitones));
  const loudest = columns.reduce((most, column) => Math.max(most, ...column), 0);
  return loudest > 0 ? Uint8Array.from(columns.flatMap((column) => [...column]), (value) => Math.round((255 * value) / loudest)) : null;
}
