// Whether there is anything in a recording to look at.
import type { Measured } from './measure';

/** −70 dBFS, the absolute gate of BS.1770: below it there is nothing to hear. */
const SILENT_PEAK = 10 ** (-70 / 20);
/** Less audio than this has no tempo and no key to speak of: two beats at 60 BPM, and one at the slowest. */
const SHORTEST_MUSIC_S = 3;

type Heard = Pick<Measured, 'durationS'> & { readonly meters: Pick<Measured['meters'], 'samplePeak'> };

export function isAudible({ meters }: Pick<Heard, 'meters'>): boolean {
  return meters.samplePeak > SILENT_PEAK;
}

/** Whether it lasts long enough for beats and harmony. */
export function isLongEnough({ durationS }: Pick<Heard, 'durationS'>): boolean {
  return durationS >= SHORTEST_MUSIC_S;
}
