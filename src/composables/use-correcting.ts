// Correcting tempo and key of tracks: doing it, asking for it in a dialog, and a menu of both.
import { ChevronsDown, ChevronsUp, KeyRound, Metronome, RotateCcw } from '@lucide/vue';
import type { Component } from 'vue';
import { useI18n } from 'vue-i18n';
import type { TrackId } from '../domain/library/ids';
import type { TrackView } from '../domain/library/track-view';
import { useCorrectingStore } from '../stores/correcting';
import { useSoundCorrections } from './use-sound-corrections';

interface Entry {
  readonly kind: 'action';
  readonly label: string;
  readonly icon: Component;
  readonly run: () => void;
}

export function useCorrecting() {
  const { t } = useI18n();
  const { correct } = useCorrectingStore();
  const corrections = useSoundCorrections();

  async function clearBoth(trackIds: readonly TrackId[]): Promise<void> {
    await corrections.clear(trackIds, 'tempo');
    await corrections.clear(trackIds, 'key');
  }

  /** @param view the track the menu was opened on; null for an album. Of several tracks the dialogs name their count alone */
  function correctionEntries(trackIds: readonly TrackId[], view: TrackView | null): Entry[] {
    const one = trackIds.length === 1 ? view : null;
    const asked = { trackIds, title: one?.title ?? null, tempoBpm: one?.tempo?.tempoBpm ?? null, key: one?.key ?? null };
    const corrected = one === null || one.tempo?.source === 'corrected' || one.key?.source === 'corrected';
    const action = (name: string, run: () => void, icon: Component): Entry => ({ kind: 'action', label: t(`sound.corrections.${name}`), run, icon });
    return [
      action('setTempo', () => correct({ of: 'tempo', corrected: one === null || one.tempo?.source === 'corrected', ...asked }), Metronome),
      action('halve', () => void corrections.scaleTempo(trackIds, 0.5), ChevronsDown),
      action('double', () => void corrections.scaleTempo(trackIds, 2), ChevronsUp),
      action('setKey', () => correct({ of: 'key', corrected: one === null || one.key?.source === 'corrected', ...asked }), KeyRound),
      ...(corrected ? [action('clear', () => void clearBoth(trackIds), RotateCcw)] : []),
    ];
  }

  return { ...corrections, correct, correctionEntries };
}
