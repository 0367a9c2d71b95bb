// Key and pitch classes of a recording, from what one decoding pass kept.
import { estimateKey, type KeyEstimate } from '../../src/domain/sound/key-estimate';
import type { Measured } from './measure';

/** Less audio than this has no key to speak of: two beats at 60 BPM, and one at the slowest. */
const SHORTEST_MUSIC_S = 3;
/** −70 dBFS, the absolute gate of BS.1770: below it there is nothing to hear. */
const SILENT_PEAK = 10 ** (-70 / 20);

type Heard = Pick<Measured, 'durationS' | 'middle' | 'keyLooks' | 'rateHz'> & { readonly meters: Pick<Measured['meters'], 'samplePeak'> };

/**
 * The key of the middle 90 s, and a picture of the notes of all of the recording.
 * @returns no key for what is silent, shorter than three seconds, unpitched or atonal; no chromagram for silence
 */
export function keyOf({ durationS, meters, middle, keyLooks, rateHz }: Heard): KeyEstimate {
  if (!(meters.samplePeak > SILENT_PEAK)) return { key: null, chromagram: null };
  const { key, chromagram } = estimateKey(middle, keyLooks, rateHz);
  return { key: durationS < SHORTEST_MUSIC_S ? null : key, chromagram };
}
