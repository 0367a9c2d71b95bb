// Theme and accent on the document: the person's theme, and the colour of the cover that plays.
import { watch, watchEffect } from 'vue';
import { accentFor, oklchCss } from '../domain/playback/accent';
import { usePlayerStore, usePreferencesStore } from '../stores/mirrors';
import { useServices } from './services';

/** The grounds that the accent is written on: the page and the accent's own tint, as in styles/tokens.css. */
const GROUNDS = { light: ['#ffffff', '#fafafb', '#e0e6ec'], dark: ['#0c0d10', '#121418', '#25262b'] } as const;
const SCHEMES = ['light', 'dark'] as const;

export function useAccent(root: HTMLElement = document.documentElement): void {
  const { db } = useServices();
  const player = usePlayerStore();
  const preferences = usePreferencesStore();

  watchEffect(() => {
    if (preferences.state.theme === 'system') delete root.dataset['theme'];
    else root.dataset['theme'] = preferences.state.theme;
  });

  watch(() => player.state.current?.coverHash ?? null, async (hash) => {
    const cover = hash ? await db.covers.get(hash).catch(() => undefined) : undefined;
    if (hash !== (player.state.current?.coverHash ?? null)) return;
    for (const scheme of SCHEMES) {
      const accent = cover?.accent ? accentFor(cover.accent, GROUNDS[scheme], scheme) : null;
      setOrClear(`--accent-${scheme}`, accent && oklchCss(accent.color));
      setOrClear(`--on-accent-${scheme}`, accent && accent.onAccent);
    }
  }, { immediate: true });

  function setOrClear(name: string, value: string | null): void {
    if (value === null) root.style.removeProperty(name);
    else root.style.setProperty(name, value);
  }
}
