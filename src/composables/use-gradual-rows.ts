// Which rows of a list are drawn in full: a few more in each task, so that a screen full of new rows holds nothing up.
import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue';
import { nextTask } from './next-task';

/** 20 to 28 ms of work at a first list (2 cores at 2.6 ms a row). Slow scrolling brings fewer rows at a time, so it shows no gaps. */
const ROWS_A_TASK = 8;

/**
 * @param ready keys of the rows that could be drawn now, in order
 * @param pause lets the browser do what waits
 * @returns those of them that are drawn
 */
export function useGradualRows<K>(ready: () => readonly K[], pause: () => Promise<void> = nextTask): Readonly<ShallowRef<ReadonlySet<K>>> {
  const drawn = shallowRef<ReadonlySet<K>>(new Set());
  let turn = 0;

  /** @returns whether rows are left for later */
  function drawMore(keys: readonly K[]): boolean {
    const added = keys.filter((key) => !drawn.value.has(key));
    const later = new Set(added.slice(ROWS_A_TASK));
    drawn.value = new Set(keys.filter((key) => !later.has(key)));
    return later.size > 0;
  }

  // A change on the way draws its first rows at once: however often the list changes, it goes on.
  watch(ready, async (keys) => {
    const mine = ++turn;
    while (drawMore(keys)) {
      await pause();
      if (mine !== turn) return;
    }
  }, { immediate: true });
  onScopeDispose(() => {
    turn += 1;
  });
  return drawn;
}
