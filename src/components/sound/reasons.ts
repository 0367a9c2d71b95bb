// Reasons for scores and labels in parts that a sentence is made of.
import type { Evidence, EvidenceInput } from '../../domain/sound/evidence';

export type Verdict = 'strongly' | 'rather' | 'neutral' | 'ratherNot' | 'not';

/** From the strength with which a piece of evidence speaks for something, 0–1. */
export function verdictOf(strength: number): Verdict {
  if (strength >= 0.8) return 'strongly';
  if (strength >= 0.6) return 'rather';
  if (strength > 0.4) return 'neutral';
  return strength > 0.2 ? 'ratherNot' : 'not';
}

type Unit = 'LUFS' | 'LU' | 'dB' | 'BPM' | 'Hz' | 'perSecond' | 'percent' | 'plain';

/** How an input's value is written, and with how many decimals. */
const WRITTEN: Readonly<Record<EvidenceInput, readonly [Unit, decimals: number]>> = {
  loudness: ['LUFS', 1], loudnessRange: ['LU', 1], tempo: ['BPM', 0], mode: ['percent', 0], keyStrength: ['percent', 0], onsetRate: ['perSecond', 1], dynamicComplexity: ['dB', 1],
  danceFeature: ['plain', 2], brightness: ['Hz', 0], dissonance: ['plain', 2], tag: ['percent', 0],
  energy: ['plain', 2], danceability: ['plain', 2], acousticness: ['plain', 2], instrumentalness: ['plain', 2], speechiness: ['plain', 2], complexity: ['plain', 2], intensity: ['plain', 2], valence: ['plain', 2],
};

export interface ReasonFact {
  /** Of the text that names it: the input, and where the value decides about the words, which of them. */
  readonly words: string;
  readonly value: number;
  readonly unit: Unit;
  readonly decimals: number;
}

/** Below the first a network hardly hears a tag, below the second it hears it faintly: most tags of most tracks lie there. */
const HARDLY = 0.1;
const FAINTLY = 0.25;

export function factOf({ input, value }: Pick<Evidence, 'input' | 'value'>): ReasonFact {
  const [unit, decimals] = WRITTEN[input];
  return { words: wordsOf(input, value), value: input === 'mode' ? Math.abs(value) : value, unit, decimals };
}

function wordsOf(input: EvidenceInput, value: number): string {
  if (input === 'tag') return value < HARDLY ? 'tagNot' : value < FAINTLY ? 'tagFaint' : 'tag';
  if (input === 'mode') return value < 0 ? 'minor' : 'major';
  return input;
}
