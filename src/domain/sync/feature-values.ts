// Features as they travel: numbers as they are, vectors as little-endian float32 bytes; checked on arrival.
import type { Features, Spread } from '../sound/features';
import { bytesOf, floatsOf } from './fact-bytes';

/** As `Features`, with bytes for its vectors. */
export type FeaturesValue = { readonly [K in keyof Features]: Features[K] extends Float32Array ? Uint8Array : Features[K] };

type Kind = 'number' | 'number or null' | 'spread';
type Shape<Value> = [Value] extends [Float32Array] ? number : [Value] extends [Spread] ? 'spread' : null extends Value ? 'number or null' : 'number';

/** What each of them is: of a vector, its length. */
const SHAPES: { readonly [K in keyof Required<Features>]: Shape<Features[K]> } = {
  danceability: 'number or null', onsetRateHz: 'number', dynamicComplexityDb: 'number',
  zeroCrossingRate: 'spread', dissonance: 'spread', spectralCentroidHz: 'spread', spectralRolloffHz: 'spread', spectralFlux: 'spread', spectralFlatness: 'spread',
  spectralContrast: 12, mfcc: 26, chroma: 24,
};

export function featuresSent(features: Features): FeaturesValue {
  return Object.fromEntries(Object.entries(features).map(([name, value]) => [name, value instanceof Float32Array ? bytesOf(value) : value as number | Spread | null])) as unknown as FeaturesValue;
}

/** @returns undefined where one of them is missing or is not what it should be; null for what has none */
export function featuresSaid(said: unknown): Features | null | undefined {
  if (said === null) return null;
  if (typeof said !== 'object') return undefined;
  const features = Object.entries(SHAPES).map(([name, shape]) => [name, partSaid((said as Record<string, unknown>)[name], shape)] as const);
  return features.every(([, part]) => part !== undefined) ? (Object.fromEntries(features) as unknown as Features) : undefined;
}

function partSaid(said: unknown, shape: number | Kind): number | Spread | Float32Array | null | undefined {
  if (shape === 'number or null' && said === null) return null;
  if (shape === 'number' || shape === 'number or null') return isFiniteNumber(said) ? said : undefined;
  if (shape === 'spread') return spreadSaid(said);
  return said instanceof Uint8Array && said.length === shape * 4 ? floatsOf(said) : undefined;
}

function spreadSaid(said: unknown): Spread | undefined {
  if (typeof said !== 'object' || said === null) return undefined;
  const { mean, deviation } = said as { readonly [K in keyof Spread]?: unknown };
  return isFiniteNumber(mean) && isFiniteNumber(deviation) ? { mean, deviation } : undefined;
}

function isFiniteNumber(said: unknown): said is number {
  return Number.isFinite(said);
}
