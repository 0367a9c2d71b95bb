// Whether there is anything in a recording to look at.
import { dbfsOf } from '../../src/domain/sound/power';
import { isSilent } from '../../src/domain/sound/silence';
import type { Measured } from './measure';

/** Less audio than this has no tempo and no key to speak of: two beats at 60 BPM, and one at the slowest. */
const SHORTEST_MUSIC_S = 3;

type Heard = Pick<Measured, 'durationS'> & { readonly meters: Pick<Measured['meters'], 'samplePeak'> };

export function isAudible({ meters }: Pick<Heard, 'meters'>): boolean {
  return !isSilent({ samplePeakDbfs: dbfsOf(meters.samplePeak) });
}

/** Whether it lasts long enough for beats and harmony. */
export function isLongEnough({ durationS }: Pick<Heard, 'durationS'>): boolean {
  return durationS >= SHORTEST_MUSIC_S;
}
