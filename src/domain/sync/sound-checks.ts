// What another device says of a sound, part by part: what is not what it should be is left out, and holds up nothing.
import type { Loudness, SignalQuality } from '../sound/sound';
import type { SoundValue } from './facts';

/** Far more than any curve of ours takes; a value of this size is no curve. */
const MOST_CURVE_BYTES = 65_536;

type Curves = Pick<SoundValue, 'bandLevels' | 'loudnessCurve' | 'blockLoudness'>;
type Said<T> = { readonly [K in keyof T]?: unknown };

/** @returns null where it is no loudness: what version 1 of the stage leaves has to be there, as numbers or null */
export function loudnessSaid(said: unknown): Loudness | null {
  if (!isRecord<Loudness>(said)) return null;
  const [integratedLufs, samplePeakDbfs] = [levelSaid(said.integratedLufs), levelSaid(said.samplePeakDbfs)];
  if (integratedLufs === undefined || samplePeakDbfs === undefined) return null;
  const [truePeakDbtp, rangeLu] = [levelSaid(said.truePeakDbtp), levelSaid(said.rangeLu)];
  const [maxMomentaryLufs, maxShortTermLufs] = [levelSaid(said.maxMomentaryLufs), levelSaid(said.maxShortTermLufs)];
  return {
    integratedLufs, samplePeakDbfs,
    ...(truePeakDbtp !== undefined && { truePeakDbtp }),
    ...(rangeLu !== undefined && { rangeLu }),
    ...(maxMomentaryLufs !== undefined && { maxMomentaryLufs }),
    ...(maxShortTermLufs !== undefined && { maxShortTermLufs }),
  };
}

/** Bytes are copied: a view would keep, and store, the whole page it lies in. */
export function curvesSaid(said: Said<Curves>): Curves {
  const [bandLevels, loudnessCurve, blockLoudness] = [curveSaid(said.bandLevels), curveSaid(said.loudnessCurve), curveSaid(said.blockLoudness)];
  return { ...(bandLevels && { bandLevels }), ...(loudnessCurve && { loudnessCurve }), ...(blockLoudness && { blockLoudness }) };
}

/** @returns undefined where one of its parts is no number */
export function qualitySaid(said: unknown): SignalQuality | undefined {
  if (!isRecord<SignalQuality>(said)) return undefined;
  const { leadingSilenceS, trailingSilenceS, clippedRuns, clippedSamples, clippedShare, dcOffset } = said;
  const levels = { leadingSilenceS, trailingSilenceS, clippedRuns, clippedSamples, clippedShare, dcOffset };
  const [bandwidthHz, bandLimitedHz] = [levelSaid(said.bandwidthHz), levelSaid(said.bandLimitedHz)];
  if (!isNumbers(levels) || bandwidthHz === undefined || bandLimitedHz === undefined) return undefined;
  return { ...levels, bandwidthHz, bandLimitedHz };
}

function isNumbers<T extends object>(values: T): values is T & { readonly [K in keyof T]: number } {
  return Object.values(values).every(Number.isFinite);
}

/** A finite number or null; undefined for anything else. */
function levelSaid(said: unknown): number | null | undefined {
  return said === null || Number.isFinite(said) ? (said as number | null) : undefined;
}

function curveSaid(said: unknown): Uint8Array | undefined {
  // Not `slice()`: that of a Node buffer is a view.
  return said instanceof Uint8Array && said.length <= MOST_CURVE_BYTES ? new Uint8Array(said) : undefined;
}

function isRecord<T>(said: unknown): said is Said<T> {
  return typeof said === 'object' && said !== null;
}
