// The part of the queue that comes next, and changes to it by place.
import { computed } from 'vue';
import type { TrackId } from '../domain/library/ids';
import { usePlayer } from './use-player';

export function useQueue() {
  const { player, state } = usePlayer();
  const firstNext = computed(() => state.value.index + 1);
  const upcoming = computed(() => state.value.queue.slice(firstNext.value));

  /** @param to place among what comes next */
  function move(itemId: number, to: number): void {
    player.moveItem(itemId, firstNext.value + to);
  }

  /** Adds tracks at a place among what comes next. */
  function insert(trackIds: readonly TrackId[], at: number): void {
    const wasEmpty = upcoming.value.length === 0;
    player.addToQueue(trackIds);
    if (wasEmpty) return;
    const added = player.state().queue.slice(-trackIds.length);
    added.forEach((item, i) => player.moveItem(item.itemId, firstNext.value + at + i));
  }

  function clear(): void {
    player.removeItems(upcoming.value.map((item) => item.itemId));
  }

  return { player, upcoming, move, insert, clear, remove: (itemId: number) => player.removeItems([itemId]) };
}
