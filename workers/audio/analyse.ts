// From what one decoding pass kept to the facts of the analyse stage.
import type { MusicalKey } from '../../src/domain/sound/sound';
import { KEY_RATE_HZ, type MusicTheory } from './essentia';
import type { Measured } from './measure';
import { Resampler } from './resampler';

/** Less audio than this has no tempo and no key to speak of: two beats at 60 BPM, and one at the slowest. */
const SHORTEST_MUSIC_S = 3;
/** −70 dBFS, the absolute gate of BS.1770: below it there is nothing to hear. */
const SILENT_PEAK = 10 ** (-70 / 20);

/** The filter may be short: essentia looks at 25–3,500 Hz only. */
export function keyOf(measured: Measured, theory: MusicTheory): MusicalKey | null {
  return hasMusic(measured) ? theory.key(atRate(measured, KEY_RATE_HZ, 8)) : null;
}

function hasMusic({ durationS, meters }: Measured): boolean {
  return durationS >= SHORTEST_MUSIC_S && meters.samplePeak > SILENT_PEAK;
}

function atRate({ middle, rateHz }: Measured, toHz: number, sharpness: 8): Float32Array {
  return new Resampler(rateHz, toHz, sharpness).run(middle, 0, Math.floor((middle.length * toHz) / rateHz));
}
