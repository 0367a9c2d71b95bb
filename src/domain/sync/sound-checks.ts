// What another device says of a sound, part by part: what is not what it should be is left out, and holds up nothing.
import type { Beats, Curves, KeyName, Loudness, Measurements, MusicalKey, SignalQuality, Tempo } from '../sound/sound';
import { floatsOf } from './fact-bytes';
import type { BeatsValue, SoundValue } from './facts';
import { featuresSaid } from './feature-values';

/** Far more than any curve of ours takes; a value of this size is no curve. */
const MOST_CURVE_BYTES = 65_536;

/** Of tempos and keys. */
const MOST_ALTERNATIVES = 24;
/** Of beats: three hours at 285 BPM take 205 KB. */
const MOST_BEAT_BYTES = 262_144;

type OtherCurves = Omit<Curves, 'waveform'>;
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

/** null for what is no tempo. */
export function tempoSaid(said: unknown): Tempo | null {
  if (!isRecord<Tempo>(said)) return null;
  const { tempoBpm, confidence, candidates } = said;
  if (!isPositive(tempoBpm) || !Number.isFinite(confidence)) return null;
  return { tempoBpm, confidence: confidence as number, candidates: listSaid(candidates, candidateSaid) };
}

/** null for what is no key. */
export function keySaid(said: unknown): MusicalKey | null {
  const key = strongKeySaid(said);
  if (!key) return null;
  const { confidence, alternatives, tuningHz } = said as Said<MusicalKey>;
  return {
    ...key,
    ...(Number.isFinite(confidence) && { confidence: confidence as number }),
    ...(Array.isArray(alternatives) && { alternatives: listSaid(alternatives, strongKeySaid) }),
    ...(isPositive(tuningHz) && { tuningHz }),
  };
}

/** What version 2 of the stage says besides the curves. */
export function measuredSaid(said: Said<SoundValue>): Pick<Measurements, 'quality' | 'features'> {
  const [quality, features] = [qualitySaid(said.quality), featuresSaid(said.features)];
  return { ...(quality && { quality }), ...(features !== undefined && { features }) };
}

/** All but the waveform. Bytes are copied: a view would keep, and store, the whole page it lies in. */
export function curvesSaid(said: Said<SoundValue>): OtherCurves {
  const [bandLevels, loudnessCurve, blockLoudness] = [curveSaid(said.bandLevels), curveSaid(said.loudnessCurve), curveSaid(said.blockLoudness)];
  const [beats, tempoDistribution, chromagram] = [orNull(beatsSaid, said.beats), orNull(curveSaid, said.tempoDistribution), orNull(curveSaid, said.chromagram)];
  return {
    ...(bandLevels && { bandLevels }), ...(loudnessCurve && { loudnessCurve }), ...(blockLoudness && { blockLoudness }),
    ...(beats !== undefined && { beats }), ...(tempoDistribution !== undefined && { tempoDistribution }), ...(chromagram !== undefined && { chromagram }),
  };
}

export function isCount(said: unknown): said is number {
  return Number.isInteger(said) && (said as number) >= 0;
}

/** @returns undefined where one of its parts is no number */
function qualitySaid(said: unknown): SignalQuality | undefined {
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

function beatsSaid(said: unknown): Beats | undefined {
  if (!isRecord<BeatsValue>(said)) return undefined;
  const { timesS, firstDownbeatS } = said;
  if (!(timesS instanceof Uint8Array) || timesS.length > MOST_BEAT_BYTES) return undefined;
  return { timesS: floatsOf(timesS).filter(Number.isFinite), firstDownbeatS: levelSaid(firstDownbeatS) ?? null };
}

function candidateSaid(said: unknown): Tempo['candidates'][number] | null {
  if (!isRecord<Tempo['candidates'][number]>(said)) return null;
  const { tempoBpm, weight } = said;
  return isPositive(tempoBpm) && Number.isFinite(weight) ? { tempoBpm, weight: weight as number } : null;
}

function strongKeySaid(said: unknown): KeyName & { readonly strength: number } | null {
  if (!isRecord<MusicalKey>(said)) return null;
  const { tonic, mode, strength } = said;
  if (!isCount(tonic) || tonic > 11 || (mode !== 'major' && mode !== 'minor') || !Number.isFinite(strength)) return null;
  return { tonic, mode, strength: strength as number };
}

/** The first few that are what they should be. */
function listSaid<T>(said: unknown, each: (item: unknown) => T | null): T[] {
  return Array.isArray(said) ? said.slice(0, MOST_ALTERNATIVES).flatMap((item) => each(item) ?? []) : [];
}

function orNull<T>(read: (said: unknown) => T | undefined, said: unknown): T | null | undefined {
  return said === null ? null : read(said);
}

function isPositive(said: unknown): said is number {
  return Number.isFinite(said) && (said as number) > 0;
}

function isRecord<T>(said: unknown): said is Said<T> {
  return typeof said === 'object' && said !== null;
}
