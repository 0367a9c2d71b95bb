// What screens need of the player: its state, and actions on tracks.
import { computed } from 'vue';
import type { TrackId } from '../domain/library/ids';
import type { RepeatMode } from '../domain/playback/queue';
import { usePlayerStore } from '../stores/mirrors';
import { useServices } from './services';

const NEXT_REPEAT: Record<RepeatMode, RepeatMode> = { off: 'all', all: 'one', one: 'off' };

export function usePlayer() {
  const { player, pipeline } = useServices();
  const store = usePlayerStore();
  const state = computed(() => store.state);
  const current = computed(() => state.value.current);
  const busy = computed(() => state.value.status === 'playing' || state.value.status === 'loading');
  const isCurrent = (trackId: TrackId) => current.value?.trackId === trackId;
  const isPlaying = (trackId: TrackId) => isCurrent(trackId) && busy.value;

  /** Pauses or goes on when the track is the current one, else plays the list from there. */
  function toggleTrack(trackIds: readonly TrackId[], at: number): void {
    const trackId = trackIds[at];
    if (trackId === undefined) return;
    if (isCurrent(trackId)) return player.toggle();
    pipeline.prioritise([trackId]);
    player.playAll(trackIds, at);
  }

  function cycleRepeat(): void {
    player.setRepeat(NEXT_REPEAT[state.value.repeat]);
  }

  return { player, state, current, busy, isCurrent, isPlaying, toggleTrack, cycleRepeat };
}
