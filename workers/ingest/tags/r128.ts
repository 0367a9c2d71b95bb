// Gains of Opus files: RFC 7845, section 5.2.1.
import type { Field } from './fields';
import { valuesOf, type Source } from './sources';
import { realOf } from './values';

/** Written in Q7.8. */
const R128_STEP = 256;
/** It aims at −23 LUFS, ReplayGain 2.0 at −18. */
const TO_REPLAY_GAIN_DB = 5;

/** dB, as written. */
export function r128Of(sources: readonly Source[], field: Field): number | null {
  const steps = realOf(valuesOf(sources, field)[0]);
  return steps === null ? null : steps / R128_STEP;
}

/** As ReplayGain, dB. */
export function replayGainOfR128(sources: readonly Source[], field: Field): number | null {
  const gainDb = r128Of(sources, field);
  return gainDb === null ? null : gainDb + TO_REPLAY_GAIN_DB;
}
