// How often a recording is how loud: a histogram of its gating blocks, from which an album's loudness is computed without decoding again.
import { ABSOLUTE_GATE_LUFS, RELATIVE_GATE_LU } from './loudness-gates';
import { lufsOf, powerOf } from './power';

const BIN_LU = 0.1;
/** Parts of a bin that the mean loudness inside it is told in: 0.0004 LU. */
const PARTS = 256;
/** −70 … +30 LUFS. */
const BINS = 1000;

interface Bin {
  readonly count: number;
  /** Of the mean power in it. */
  readonly lufs: number;
}

/**
 * Packs the loudness of 400 ms blocks above −70 LUFS, as bins of 0.1 LU. Each bin that is not empty is three values: how many bins after
 * the last one it lies (from −70 LUFS), how many blocks it holds (both as LEB128), and where in it their mean power lies, in 1/256.
 * About 0.6 KB for a track.
 */
export function packBlocks(powers: Float64Array): Uint8Array {
  const [counts, sums] = [new Float64Array(BINS), new Float64Array(BINS)];
  for (const power of powers) {
    const over = lufsOf(power) - ABSOLUTE_GATE_LUFS;
    if (!(over > 0)) continue;
    const bin = Math.min(BINS - 1, Math.floor(over / BIN_LU));
    counts[bin] = (counts[bin] as number) + 1;
    sums[bin] = (sums[bin] as number) + power;
  }
  const bytes: number[] = [];
  let next = 0;
  counts.forEach((count, bin) => {
    if (count === 0) return;
    const inside = (lufsOf((sums[bin] as number) / count) - ABSOLUTE_GATE_LUFS) / BIN_LU - bin;
    bytes.push(...leb128(bin - next), ...leb128(count), Math.min(PARTS - 1, Math.max(0, Math.floor(inside * PARTS))));
    next = bin + 1;
  });
  return Uint8Array.from(bytes);
}

/**
 * Integrated loudness (BS.1770-4) of recordings one after the other, as ReplayGain 2 and EBU R 128 s2 take an album: both gates
 * over the blocks of all of them. As exact as the bins at the relative gate: 0.1 LU there, under 0.01 LU in the result.
 * @param tracks packed blocks of each
 * @returns LUFS, or null when nothing passes the gate
 */
export function albumLoudness(tracks: readonly Uint8Array[]): number | null {
  const bins = tracks.flatMap(unpackBlocks);
  if (bins.length === 0) return null;
  const gateLufs = meanLufs(bins) + RELATIVE_GATE_LU;
  return meanLufs(bins.filter((bin) => bin.lufs > gateLufs));
}

/** Whatever the bytes are, from another device too, gives bins; what is cut off is left out. */
function unpackBlocks(bytes: Uint8Array): Bin[] {
  const bins: Bin[] = [];
  const cursor = { at: 0 };
  for (let bin = 0; cursor.at < bytes.length; bin++) {
    bin += readLeb128(bytes, cursor);
    const count = readLeb128(bytes, cursor);
    const part = bytes[cursor.at++];
    if (part === undefined || bin >= BINS) break;
    if (count > 0) bins.push({ count, lufs: ABSOLUTE_GATE_LUFS + BIN_LU * (bin + (part + 0.5) / PARTS) });
  }
  return bins;
}

function meanLufs(bins: readonly Bin[]): number {
  const count = bins.reduce((sum, bin) => sum + bin.count, 0);
  return lufsOf(bins.reduce((sum, bin) => sum + bin.count * powerOf(bin.lufs), 0) / count);
}

function leb128(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...leb128(Math.floor(value / 128))];
}

function readLeb128(bytes: Uint8Array, cursor: { at: number }): number {
  let value = 0;
  for (let scale = 1; ; scale *= 128) {
    const byte = bytes[cursor.at++] ?? 0;
    value += (byte % 128) * scale;
    // Four bytes hold more blocks than a year has; more is no number of ours.
    if (byte < 128 || scale > 128 ** 3) return value;
  }
}
