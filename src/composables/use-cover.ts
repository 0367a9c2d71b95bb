// The object URL of a cover: undefined while it loads, null where there is none. What another device has is asked for, once;
// a better picture that is still to come takes the place of the one that is here.
import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue';
import { observe } from '../db/observe';
import { coverSizeFor, isToCome, pictureOf, type CoverRow, type CoverSize } from '../domain/library/cover';
import type { CoverHash } from '../domain/library/ids';
import { useCoverUrls } from '../stores/cover-urls';
import { useSyncStore } from '../stores/mirrors';
import { useServices } from './services';

/** What this device lacks, or has not drawn yet. */
interface Lacking {
  readonly hash: CoverHash;
  readonly size: CoverSize;
  /** A smaller one is here. */
  readonly shown: boolean;
}

/** @param sidePx side of the square that it is drawn in, in CSS pixels */
export function useCover(coverHash: () => CoverHash | null, sidePx: () => number): Readonly<ShallowRef<string | null | undefined>> {
  const { db, sync } = useServices();
  const syncStore = useSyncStore();
  const urls = useCoverUrls();
  const url = shallowRef<string | null>();
  const lacking = shallowRef<Lacking | null>(null);
  let held: string | null = null;
  let stopWaiting: (() => void) | null = null;

  function stop(): void {
    stopWaiting?.();
    stopWaiting = null;
    lacking.value = null;
  }

  function letGo(): void {
    stop();
    if (held) urls.release(held);
    held = null;
  }

  function show(hash: CoverHash, size: CoverSize): void {
    const mine = (held = `${size} ${hash}`);
    const entry = urls.acquire(mine, async () => {
      const row = await db.covers.get(hash);
      return { picture: row ? pictureOf(row, size) : null, final: isFinal(row, size) };
    });
    // A picture that is shown stays until the better one is there.
    url.value = entry.ready ?? (url.value || undefined);
    void entry.url.then((loaded) => {
      if (held !== mine) return;
      url.value = loaded;
      lacking.value = entry.final ? null : { hash, size, shown: loaded !== null };
    });
  }

  /** Shown when it has come: from another device, or drawn here. */
  function wait({ hash, size, shown }: Lacking): void {
    stopWaiting?.();
    stopWaiting = observe(() => db.covers.get(hash), (row) => {
      if (!row || (shown && !isFinal(row, size))) return;
      const before = held;
      stop();
      show(hash, size);
      if (before) urls.release(before);
    }, () => undefined);
  }

  watch([coverHash, () => coverSizeFor(sidePx(), globalThis.devicePixelRatio)], ([hash, size], [hashBefore]) => {
    const before = held;
    stop();
    held = null;
    if (hash !== hashBefore) url.value = undefined;
    if (hash) show(hash, size);
    else url.value = null;
    if (before) urls.release(before);
  }, { immediate: true });
  watch(lacking, (now) => {
    if (now) wait(now);
  });
  watch(() => (syncStore.state.connection ? lacking.value : null), (now) => {
    if (now) sync.wantCover(now.hash, now.size === 'large');
  });
  onScopeDispose(letGo);
  return url;
}

function isFinal(row: CoverRow | undefined, size: CoverSize): boolean {
  return row !== undefined && !isToCome(row, size);
}
