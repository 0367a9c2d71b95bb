// Correcting tempo and key of one track, an album or a selection: each call is one action, told with the way back.
import { useI18n } from 'vue-i18n';
import { trackViews } from '../db/tracks';
import type { ContentKey, TrackId } from '../domain/library/ids';
import type { TrackView } from '../domain/library/track-view';
import { shortKeyName } from '../domain/sound/camelot';
import { tempoChoice } from '../domain/sound/corrections';
import type { KeyName } from '../domain/sound/sound';
import type { Undo } from '../services/choices/choices';
import { useServices } from './services';
import { useToasts } from './use-toasts';

/** Rows are read in steps, so that a big selection does not hold up the page. */
const STEP = 500;

export function useSoundCorrections() {
  const { t, n } = useI18n();
  const { db, choices } = useServices();
  const { show, showUndo } = useToasts();

  /** Of each recording one, since a correction holds for every copy of it. */
  async function recordings(trackIds: readonly TrackId[]): Promise<(TrackView & { readonly contentKey: ContentKey })[]> {
    const found = new Map<ContentKey, TrackView & { readonly contentKey: ContentKey }>();
    for (let at = 0; at < trackIds.length; at += STEP) {
      for (const view of await trackViews(db, trackIds.slice(at, at + STEP))) {
        const { contentKey } = view;
        if (contentKey !== null) found.set(contentKey, { ...view, contentKey });
      }
    }
    return [...found.values()];
  }

  function tell(message: 'tempo' | 'halved' | 'doubled' | 'scaled' | 'key' | 'cleared', views: readonly Pick<TrackView, 'title'>[], undo: Undo, named: Record<string, string> = {}): void {
    const [first] = views;
    const tracks = views.length === 1 && first ? first.title : t('common.tracks', { n: n(views.length) }, views.length);
    showUndo(t(`corrections.toast.${message}`, { tracks, ...named }), undo);
  }

  /** @param tempoBpm 20–400; others change nothing. @returns how many recordings were corrected */
  async function setTempo(trackIds: readonly TrackId[], tempoBpm: number): Promise<number> {
    const value = tempoChoice(tempoBpm);
    const views = value === null ? [] : await recordings(trackIds);
    if (value === null || views.length === 0) return 0;
    const undo = await choices.correctTempo(views.map(({ contentKey }) => ({ contentKey, tempoBpm: value })));
    tell('tempo', views, undo, { bpm: n(value, { maximumFractionDigits: 1 }) });
    return views.length;
  }

  /**
   * Multiplies the tempo that each track shows, and keeps the outcome as a number of its own: ½ and 2 for octaves, also ⅔ and 3⁄2.
   * @returns how many recordings were corrected: those without a tempo, or whose tempo would leave 20–400, stay as they are
   */
  async function scaleTempo(trackIds: readonly TrackId[], factor: number): Promise<number> {
    const scaled = (await recordings(trackIds)).flatMap(({ contentKey, title, tempo }) => {
      const tempoBpm = tempo && tempoChoice(tempo.tempoBpm * factor);
      return tempoBpm === null ? [] : [{ contentKey, title, tempoBpm }];
    });
    if (scaled.length === 0) {
      show(t('corrections.toast.noTempo'));
      return 0;
    }
    const undo = await choices.correctTempo(scaled.map(({ contentKey, tempoBpm }) => ({ contentKey, tempoBpm })));
    tell(factor === 0.5 ? 'halved' : factor === 2 ? 'doubled' : 'scaled', scaled, undo);
    return scaled.length;
  }

  /** @returns how many recordings were corrected */
  async function setKey(trackIds: readonly TrackId[], key: KeyName): Promise<number> {
    const views = await recordings(trackIds);
    if (views.length === 0) return 0;
    const undo = await choices.correctKey(views.map((view) => view.contentKey), key);
    tell('key', views, undo, { key: shortKeyName(key) });
    return views.length;
  }

  /** Lets what was measured, or the tags, hold again. @returns how many recordings had a correction */
  async function clear(trackIds: readonly TrackId[], what: 'tempo' | 'key'): Promise<number> {
    const corrected = (await recordings(trackIds)).filter((view) => view[what]?.source === 'corrected');
    const keys = corrected.map((view) => view.contentKey);
    if (keys.length === 0) return 0;
    const undo = what === 'tempo' ? await choices.correctTempo(keys.map((contentKey) => ({ contentKey, tempoBpm: null }))) : await choices.correctKey(keys, null);
    tell('cleared', corrected, undo);
    return keys.length;
  }

  return { setTempo, scaleTempo, setKey, clear };
}
