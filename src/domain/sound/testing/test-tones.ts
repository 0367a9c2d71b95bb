// Tones for tests of meters, as EBU Tech 3341 and 3342 write their test signals.

/** Level in dBFS (of the peak) and length in seconds of one stretch. */
export type Stretch = readonly [levelDbfs: number, seconds: number];

export const SILENCE_DBFS = -Infinity;

export function sine(stretches: readonly Stretch[], sampleRateHz: number, frequencyHz = 1000): Float32Array {
  const parts = stretches.map(([levelDbfs, seconds]) => ({ gain: 10 ** (levelDbfs / 20), frames: Math.round(seconds * sampleRateHz) }));
  const out = new Float32Array(parts.reduce((sum, part) => sum + part.frames, 0));
  let at = 0;
  for (const { gain, frames } of parts) {
    for (const end = at + frames; at < end; at++) out[at] = gain * Math.sin((2 * Math.PI * frequencyHz * at) / sampleRateHz);
  }
  return out;
}

/** Deterministic white noise, −1…1. */
export function noise(frames: number, seed = 1): Float32Array {
  let state = seed >>> 0;
  return Float32Array.from({ length: frames }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2147483648 - 1;
  });
}

export interface Blocks {
  add(planes: readonly Float32Array[], frames: number, startFrame: number): void;
}

/** Gives all of the planes to a meter, block by block, as a decoder would. */
export function feed(lane: Blocks, planes: readonly Float32Array[], blockFrames = 1000): void {
  const length = planes[0]?.length ?? 0;
  for (let at = 0; at < length; at += blockFrames) {
    const block = planes.map((plane) => plane.subarray(at, at + blockFrames));
    lane.add(block, block[0]?.length ?? 0, at);
  }
}
