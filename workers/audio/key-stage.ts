// Key and pitch classes of a recording, from what one decoding pass kept.
import { estimateKey, type KeyEstimate } from '../../src/domain/sound/key-estimate';
import { isAudible, isLongEnough } from './audible';
import type { Measured } from './measure';

type Heard = Pick<Measured, 'durationS' | 'middle' | 'middleHz' | 'keyLooks'> & { readonly meters: Pick<Measured['meters'], 'samplePeak'> };

/**
 * The key of the middle 90 s, and a picture of the notes of all of the recording.
 * @returns no key for what is silent, shorter than three seconds, unpitched or atonal; no chromagram for silence
 */
export function keyOf(measured: Heard): KeyEstimate {
  if (!isAudible(measured)) return { key: null, chromagram: null };
  const { key, chromagram } = estimateKey(measured.middle, measured.keyLooks, measured.middleHz);
  return { key: isLongEnough(measured) ? key : null, chromagram };
}
