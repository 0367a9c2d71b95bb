// All that was measured, as names and numbers, for the curious and for copying.
import type { SoundRow } from '../../domain/sound/sound';
import { soundTagNames } from '../../domain/sound/sound-tags';

export interface RawFact {
  /** As in the data, e.g. `loudness.rangeLu`. */
  readonly path: string;
  readonly value: string;
}

type Plain = null | boolean | number | string | readonly Plain[] | { readonly [name: string]: Plain };

/** What no reader gains by: keys of storage, and curves, which are drawn above. */
const LEFT_OUT = new Set(['waveform', 'contentKey', 'origin']);
const DIGITS = 6;

/** The measurements as plain data: what JSON can hold, sound tags by name. */
export function plainSound(sound: SoundRow): { readonly [name: string]: Plain } {
  const plain = Object.fromEntries(Object.entries(sound).filter(([name]) => !LEFT_OUT.has(name)).map(([name, value]) => [name, plainOf(value)]));
  const tags = sound.soundTags && Object.fromEntries(Array.from(sound.soundTags, (activation, i): [string, Plain] => [soundTagNames[i] ?? String(i), rounded(activation)]));
  return { contentKey: sound.contentKey, ...plain, soundTags: tags };
}

/** Each number by its path; lists of numbers in one line. */
export function rawFacts(sound: SoundRow): RawFact[] {
  return Object.entries(plainSound(sound)).flatMap(([name, value]) => factsOf(name, value));
}

function factsOf(path: string, value: Plain): RawFact[] {
  if (value === null || typeof value !== 'object') return [{ path, value: value === null ? '–' : String(value) }];
  if (Array.isArray(value)) {
    const list = value as readonly Plain[];
    return list.some((each) => typeof each === 'object' && each !== null) ? list.flatMap((each, i) => factsOf(`${path}[${i}]`, each)) : [{ path, value: list.join(' ') }];
  }
  return Object.entries(value).flatMap(([name, inner]) => factsOf(`${path}.${name}`, inner as Plain));
}

function plainOf(value: unknown): Plain {
  if (typeof value === 'number') return rounded(value);
  if (value === null || value === undefined) return null;
  if (ArrayBuffer.isView(value)) return Array.from(value as Float32Array, rounded);
  if (Array.isArray(value)) return value.map(plainOf);
  if (typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plainOf(inner)]));
  return typeof value === 'boolean' ? value : String(value);
}

/** Not finite is none of JSON's numbers. */
function rounded(value: number): number | null {
  return Number.isFinite(value) ? Number(value.toPrecision(DIGITS)) : null;
}
