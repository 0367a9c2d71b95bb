// Reading a tempo that a person typed.

import { FASTEST_BPM, SLOWEST_BPM } from '../../domain/sound/corrections';

/** With a comma or a point, with `BPM` or without; to a hundredth. @returns null for what is no tempo, or out of range */
export function bpmOfText(text: string): number | null {
  const match = /^\s*(\d{1,3}(?:[.,]\d{1,4})?)\s*(?:bpm)?\s*$/i.exec(text);
  const bpm = match ? Math.round(Number((match[1] as string).replace(',', '.')) * 100) / 100 : NaN;
  return bpm >= SLOWEST_BPM && bpm <= FASTEST_BPM ? bpm : null;
}
