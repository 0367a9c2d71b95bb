// The object URL of a cover: undefined while it loads, null where there is none.
import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue';
import type { CoverHash } from '../domain/library/ids';
import { useCoverUrls } from '../stores/cover-urls';
import { useServices } from './services';

export type CoverSize = 'small' | 'large';

export function useCover(coverHash: () => CoverHash | null, size: () => CoverSize = () => 'small'): Readonly<ShallowRef<string | null | undefined>> {
  const { db } = useServices();
  const urls = useCoverUrls();
  const url = shallowRef<string | null>();
  let held: string | null = null;

  function letGo(): void {
    if (held) urls.release(held);
    held = null;
  }

  watch([coverHash, size], ([hash, side]) => {
    const before = held;
    held = hash && `${side} ${hash}`;
    if (held && hash) {
      const mine = held;
      const entry = urls.acquire(mine, async () => (await db.covers.get(hash))?.[side] ?? null);
      url.value = entry.ready ?? undefined;
      void entry.url.then((loaded) => {
        if (held === mine) url.value = loaded;
      });
    } else url.value = null;
    if (before) urls.release(before);
  }, { immediate: true });
  onScopeDispose(letGo);
  return url;
}
