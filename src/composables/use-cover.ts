// The object URL of a cover: undefined while it loads, null where there is none. One that another device has is asked for, once.
import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue';
import { observe } from '../db/observe';
import type { CoverHash } from '../domain/library/ids';
import { useCoverUrls } from '../stores/cover-urls';
import { useSyncStore } from '../stores/mirrors';
import { useServices } from './services';

export type CoverSize = 'small' | 'large';

export function useCover(coverHash: () => CoverHash | null, size: () => CoverSize = () => 'small'): Readonly<ShallowRef<string | null | undefined>> {
  const { db, sync } = useServices();
  const syncStore = useSyncStore();
  const urls = useCoverUrls();
  const url = shallowRef<string | null>();
  /** What this device lacks; asked for as soon as there is a server to ask. */
  const lacking = shallowRef<readonly [CoverHash, CoverSize] | null>(null);
  let held: string | null = null;
  let stopWaiting: (() => void) | null = null;

  function letGo(): void {
    stopWaiting?.();
    stopWaiting = null;
    lacking.value = null;
    if (held) urls.release(held);
    held = null;
  }

  function show(hash: CoverHash, side: CoverSize): void {
    const mine = (held = `${side} ${hash}`);
    const entry = urls.acquire(mine, async () => (await db.covers.get(hash))?.[side] ?? null);
    url.value = entry.ready ?? undefined;
    void entry.url.then((loaded) => {
      if (held !== mine) return;
      url.value = loaded;
      if (loaded === null) lacking.value = [hash, side];
    });
  }

  /** The cover of a recording from elsewhere: fetched when it is looked at, shown when it has come. */
  function fetchMissing(hash: CoverHash, side: CoverSize): void {
    sync.wantCover(hash);
    stopWaiting?.();
    stopWaiting = observe(() => db.covers.where('coverHash').equals(hash).count(), (count) => {
      if (count === 0) return;
      letGo();
      show(hash, side);
    }, () => undefined);
  }

  watch([coverHash, size], ([hash, side]) => {
    const before = held;
    stopWaiting?.();
    stopWaiting = held = lacking.value = null;
    if (hash) show(hash, side);
    else url.value = null;
    if (before) urls.release(before);
  }, { immediate: true });
  watch(() => (syncStore.state.connection ? lacking.value : null), (cover) => {
    if (cover) fetchMissing(...cover);
  });
  onScopeDispose(letGo);
  return url;
}
