// The tint of a cover for what stands behind an album's head, one for each scheme, so that a change of theme needs no script.
import { computed } from 'vue';
import { coverTint } from '../domain/library/cover-tint';
import type { CoverHash } from '../domain/library/ids';
import { oklchCss } from '../domain/playback/accent';
import { useServices } from './services';
import { useLiveQuery } from './use-live-query';

/** @returns CSS variables; none while the cover is unknown, or where it is grey */
export function useCoverTint(coverHash: () => CoverHash | null) {
  const { db } = useServices();
  const cover = useLiveQuery(() => {
    const hash = coverHash();
    return hash === null ? null : () => db.covers.get(hash);
  });
  return computed((): Readonly<Record<string, string>> | null => {
    const row = cover.value.value;
    const [light, dark] = row ? [coverTint(row, 'light'), coverTint(row, 'dark')] : [null, null];
    return light && dark ? { '--tint-light': oklchCss(light), '--tint-dark': oklchCss(dark) } : null;
  });
}
