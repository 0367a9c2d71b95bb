// How sure an estimate is, in words that a screen can say.
import type { Tempo } from './sound';

export type Certainty = 'sure' | 'likely' | 'unsure';

/** From here on a decimal of the tempo means something. */
const SURE = 0.7;
const LIKELY = 0.4;

export function certaintyOf(confidence: number): Certainty {
  if (confidence >= SURE) return 'sure';
  return confidence >= LIKELY ? 'likely' : 'unsure';
}

/** As it is told: no estimate is certain, however near to 1 it rounds. */
export function toldConfidence(confidence: number): number {
  return Math.min(0.99, confidence);
}

/** Decimals that a tempo deserves: one where it is sure, else none. */
export function tempoDecimals(tempo: Pick<Tempo, 'confidence'>): 0 | 1 {
  return certaintyOf(tempo.confidence) === 'sure' ? 1 : 0;
}
