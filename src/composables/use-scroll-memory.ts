// Keeps the place of each history entry: Back and reload come back to where the person was.
import { onScopeDispose, watch, type ShallowRef } from 'vue';
import { useRouter } from 'vue-router';

const SAVE_AFTER_MS = 120;
/** A list that needs longer to grow than this has changed too much to find the old place. */
const RESTORE_WITHIN_MS = 4000;

export function useScrollMemory(scroller: Readonly<ShallowRef<HTMLElement | null>>): void {
  const router = useRouter();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let entryId: string | undefined;
  let stopRestoring = () => undefined as void;

  function save(): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (scroller.value) history.replaceState({ ...(history.state as object | null), scrollPx: scroller.value.scrollTop }, '');
    }, SAVE_AFTER_MS);
  }

  /** Pages grow as their answers come: tries again at each growth, until there or until the person scrolls. */
  function restore(element: HTMLElement, toPx: number): void {
    stopRestoring();
    element.scrollTop = toPx;
    if (toPx === 0 || Math.abs(element.scrollTop - toPx) < 2) return;
    const began = performance.now();
    const observer = new MutationObserver(() => {
      element.scrollTop = toPx;
      if (Math.abs(element.scrollTop - toPx) < 2 || performance.now() - began > RESTORE_WITHIN_MS) stopRestoring();
    });
    observer.observe(element, { childList: true, subtree: true, attributes: true, attributeFilter: ['style'] });
    stopRestoring = () => {
      observer.disconnect();
      element.removeEventListener('wheel', stopRestoring);
      element.removeEventListener('pointerdown', stopRestoring);
    };
    element.addEventListener('wheel', stopRestoring, { passive: true });
    element.addEventListener('pointerdown', stopRestoring, { passive: true });
  }

  const removeHook = router.afterEach((to, from) => {
    clearTimeout(timer);
    const entry = entryState();
    const replaced = entry.entryId !== undefined && entry.entryId === entryId;
    entryId = entry.entryId ?? nameEntry();
    if (!scroller.value || (replaced && to.fullPath === from.fullPath)) return;
    // A new entry has no place yet; a replaced one shows something else now.
    restore(scroller.value, replaced ? 0 : (entry.scrollPx ?? 0));
  });
  watch(scroller, (now, before) => {
    before?.removeEventListener('scroll', save);
    now?.addEventListener('scroll', save, { passive: true });
    if (now) restore(now, entryState().scrollPx ?? 0);
  }, { immediate: true });
  onScopeDispose(() => {
    clearTimeout(timer);
    stopRestoring();
    removeHook();
  });
}

interface EntryState {
  /** Ours, since the router's numbers repeat where the person edits the address. A replaced entry keeps it. */
  readonly entryId?: string;
  readonly scrollPx?: number;
}

function entryState(): EntryState {
  return (history.state ?? {}) as EntryState;
}

function nameEntry(): string {
  const entryId = crypto.randomUUID();
  history.replaceState({ ...(history.state as object | null), entryId }, '');
  return entryId;
}
