// The versions of one track as entries of a menu: each can be played, preferred or hidden.
import { EyeOff, Layers, Play, Star, StarOff } from '@lucide/vue';
import type { Component } from 'vue';
import { useI18n } from 'vue-i18n';
import type { TrackId } from '../domain/library/ids';
import type { TrackView } from '../domain/library/track-view';
import { useVersionActions } from './use-version-actions';
import { useVersionWords } from './use-version-words';

interface Action {
  readonly kind: 'action';
  readonly label: string;
  readonly icon: Component;
  readonly run: () => void;
}

interface Sub {
  readonly kind: 'sub';
  readonly label: string;
  readonly icon?: Component;
  readonly entries: readonly (Action | Sub)[];
}

export function useVersionMenu() {
  const { t } = useI18n();
  const actions = useVersionActions();
  const { label } = useVersionWords();
  const action = (name: string, icon: Component, run: () => void): Action => ({ kind: 'action', label: t(`albums.versions.${name}`), icon, run });

  /** @param versions the one that stands for all comes first */
  function versionEntries(versions: readonly TrackView[], play: (trackId: TrackId) => void): Sub[] {
    return versions.map((view) => ({
      kind: 'sub', label: label(view, versions),
      entries: [
        action('play', Play, () => play(view.trackId)),
        view.preferred ? action('preferNot', StarOff, () => void actions.preferNot(view)) : action('prefer', Star, () => void actions.prefer(view, versions)),
        action('hide', EyeOff, () => void actions.hide([view.trackId])),
      ],
    }));
  }

  /** All of them under one entry, for the menu of a track. */
  function versionsEntry(versions: readonly TrackView[], play: (trackId: TrackId) => void): Sub {
    return { kind: 'sub', label: t('albums.versions.menu'), icon: Layers, entries: versionEntries(versions, play) };
  }

  return { versionEntries, versionsEntry };
}
