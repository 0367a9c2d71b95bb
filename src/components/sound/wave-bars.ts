// The shape of a recording as upright bars: its peaks, and inside them its RMS level shared out among lows, mids and highs.
import type { Curves } from '../../domain/sound/sound';
import { unpackBandLevels, type BandLevels } from '../../domain/sound/waveform';

export interface WaveSource {
  readonly peaks: Uint8Array;
  /** null for what was measured before version 2: peaks alone. */
  readonly bands: BandLevels | null;
  /** The highest peak, at least 1. */
  readonly loudest: number;
}

/** Heights, 0–1 of half the picture, by bar; lows end at `low`, mids at `mid`, highs at `high`, which is the RMS level. */
export interface WaveBars {
  readonly peak: Float32Array;
  readonly low: Float32Array;
  readonly mid: Float32Array;
  readonly high: Float32Array;
}

/**
 * Music falls by some 4.5 dB an octave, so mids and highs hardly show beside lows: they count for more in the colours, as in the
 * waveforms of DJ programs. The height of a bar is not touched.
 */
const SHOWN_MORE = { mid: 1.4, high: 2.5 } as const;

export function waveSource({ waveform, bandLevels }: Pick<Curves, 'waveform' | 'bandLevels'>): WaveSource {
  const bands = bandLevels ? unpackBandLevels(bandLevels) : null;
  const loudest = waveform.reduce((most, peak) => Math.max(most, peak), 1);
  return { peaks: waveform, bands: bands && bands.low.length > 0 ? bands : null, loudest };
}

/** Heights are drawn to this power of the level: RMS lies some 12 dB below the peaks, and would be a thread in the middle of them. */
const HEIGHT_POWER = 0.7;

/** @param from @param until which part of the track, 0–1; @param count how many bars */
export function barsOf({ peaks, bands, loudest }: WaveSource, from: number, until: number, count: number): WaveBars {
  const empty = () => new Float32Array(Math.max(0, count));
  const bars = { peak: empty(), low: empty(), mid: empty(), high: empty() };
  const step = (until - from) / count;
  for (let i = 0; i < count; i++) {
    const [start, end] = [from + i * step, from + (i + 1) * step];
    bars.peak[i] = (highest(peaks, start, end) / loudest) ** HEIGHT_POWER;
    if (bands) share(bars, i, bands, start, end, 255 / loudest);
  }
  return bars;
}

function share(bars: WaveBars, i: number, bands: BandLevels, start: number, end: number, scale: number): void {
  const [low, mid, high] = [rms(bands.low, start, end), rms(bands.mid, start, end), rms(bands.high, start, end)];
  // RMS never stands out of the peaks, whatever rounding and the bands' filters add.
  const height = Math.min(bars.peak[i] as number, (Math.hypot(low, mid, high) * scale) ** HEIGHT_POWER);
  const shown = low + mid * SHOWN_MORE.mid + high * SHOWN_MORE.high;
  bars.low[i] = shown > 0 ? (height * low) / shown : 0;
  bars.mid[i] = shown > 0 ? (height * (low + mid * SHOWN_MORE.mid)) / shown : 0;
  bars.high[i] = height;
}

/** The highest value of a part; between two points where it is narrower than one. */
function highest(values: Uint8Array, start: number, end: number): number {
  const [first, last] = places(values.length, start, end);
  if (last <= first) return between(values, start, end);
  let most = 0;
  for (let i = first; i < last; i++) most = Math.max(most, values[i] as number);
  return most;
}

function rms(values: Float32Array, start: number, end: number): number {
  const [first, last] = places(values.length, start, end);
  if (last <= first) return between(values, start, end);
  let sum = 0;
  for (let i = first; i < last; i++) sum += (values[i] as number) ** 2;
  return Math.sqrt(sum / (last - first));
}

/** The points whose middles lie in a part. */
function places(length: number, start: number, end: number): readonly [first: number, last: number] {
  const at = (part: number) => Math.min(length, Math.max(0, Math.ceil(part * length - 0.5)));
  return [at(start), at(end)];
}

/** The value in the middle of a part, on the line between the two points next to it. */
function between(values: ArrayLike<number>, start: number, end: number): number {
  if (values.length === 0) return 0;
  const at = Math.min(values.length - 1, Math.max(0, ((start + end) / 2) * values.length - 0.5));
  const [before, after] = [values[Math.floor(at)] as number, values[Math.ceil(at)] as number];
  return before + (after - before) * (at - Math.floor(at));
}
