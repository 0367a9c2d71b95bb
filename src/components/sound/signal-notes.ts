// What there is to say of the signal itself, worst first. Only what a listener or an archivist would care about is a warning.
import { isSilent } from '../../domain/sound/silence';
import type { Measurements } from '../../domain/sound/sound';

export type SignalNote =
  | { readonly kind: 'bandLimited'; readonly hz: number; /** Of a file that calls itself lossless. */ readonly lossless: boolean }
  | { readonly kind: 'clipped'; readonly runs: number; readonly share: number }
  | { readonly kind: 'truePeak'; readonly dbtp: number }
  | { readonly kind: 'dcOffset'; readonly offset: number }
  | { readonly kind: 'silent' }
  | { readonly kind: 'silence'; readonly leadingS: number; readonly trailingS: number };

/** A handful of cut-off peaks is usual in loud masters; more than this share can be heard. */
const CLIPPED_SHARE = 1e-4;
/** −40 dBFS: beyond it an edit clicks. Less is in much that was ever digitised, and harms nothing. */
const DC_OFFSET = 0.01;
const LONG_SILENCE_S = 3;

/** @param lossless of the codec; null where that is not known */
export function signalNotes({ quality, loudness }: Pick<Measurements, 'quality' | 'loudness'>, lossless: boolean | null): SignalNote[] {
  if (!quality) return [];
  if (isSilent(loudness)) return [{ kind: 'silent' }];
  const { bandLimitedHz, clippedRuns, clippedShare, dcOffset, leadingSilenceS, trailingSilenceS } = quality;
  const truePeak = loudness.truePeakDbtp ?? null;
  return [
    ...(bandLimitedHz !== null ? [{ kind: 'bandLimited' as const, hz: bandLimitedHz, lossless: lossless === true }] : []),
    ...(clippedShare > CLIPPED_SHARE ? [{ kind: 'clipped' as const, runs: clippedRuns, share: clippedShare }] : []),
    ...(truePeak !== null && truePeak > 0 ? [{ kind: 'truePeak' as const, dbtp: truePeak }] : []),
    ...(Math.abs(dcOffset) > DC_OFFSET ? [{ kind: 'dcOffset' as const, offset: dcOffset }] : []),
    ...(leadingSilenceS > LONG_SILENCE_S || trailingSilenceS > LONG_SILENCE_S ? [{ kind: 'silence' as const, leadingS: leadingSilenceS, trailingS: trailingSilenceS }] : []),
  ];
}

/** Whether a note says that something is wrong, not only how it is: lossy files are cut off by their making. */
export function isWarning(note: SignalNote): boolean {
  return note.kind === 'bandLimited' ? note.lossless : note.kind !== 'silence' && note.kind !== 'silent';
}
