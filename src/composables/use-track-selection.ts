// The chosen rows of one table, and the keys that act on them.
import { computed, shallowRef, watch } from 'vue';
import type { TrackId } from '../domain/library/ids';
import type { TrackView } from '../domain/library/track-view';
import { extendTo, inListOrder, NO_SELECTION, rowOfKey, selectAll, selectOnly, toggleRow } from './selection';
import { useTrackActions } from './use-track-actions';

export interface TrackSelectionOptions {
  readonly trackIds: () => Uint32Array | null;
  readonly viewOf: (trackId: TrackId) => TrackView | undefined;
  readonly pageRows: () => number;
  readonly scrollTo: (index: number) => void;
  readonly play: (index: number) => void;
}

const NO_IDS = new Uint32Array();

export function useTrackSelection({ trackIds, viewOf, pageRows, scrollTo, play }: TrackSelectionOptions) {
  const actions = useTrackActions();
  const selection = shallowRef(NO_SELECTION);
  const ids = () => trackIds() ?? NO_IDS;
  const chosen = () => inListOrder(selection.value, ids());

  // A new order keeps what is chosen; the keys go on from the row they stood on.
  watch(trackIds, (now, before) => {
    const { active } = selection.value;
    if (active === null || !now) return;
    const at = now.indexOf(before?.[active] ?? -1);
    selection.value = { ...selection.value, active: at < 0 ? null : at, anchor: at < 0 ? null : at };
  });

  function click(event: MouseEvent, at: number): void {
    if (event.shiftKey) selection.value = extendTo(selection.value, ids(), at, event.ctrlKey || event.metaKey);
    else if (event.ctrlKey || event.metaKey) selection.value = toggleRow(selection.value, ids(), at);
    else selection.value = selectOnly(ids(), at);
  }

  /** Before a menu or a drag: the row under the pointer is part of it, or becomes it. */
  function takeIn(at: number): void {
    const id = ids()[at] as TrackId | undefined;
    if (id !== undefined && !selection.value.ids.has(id)) selection.value = selectOnly(ids(), at);
  }

  function onKey(event: KeyboardEvent): void {
    if (event.altKey || !actOnKey(event)) return;
    event.preventDefault();
  }

  function actOnKey(event: KeyboardEvent): boolean {
    const { active } = selection.value;
    const command = event.ctrlKey || event.metaKey;
    if (command) {
      if (event.key.toLowerCase() === 'a') selection.value = selectAll(selection.value, ids());
      else if (event.key === ' ' && active !== null) selection.value = toggleRow(selection.value, ids(), active);
      else return false;
      return true;
    }
    const to = rowOfKey(event.key, active, ids().length, pageRows());
    if (to !== null) {
      selection.value = event.shiftKey ? extendTo(selection.value, ids(), to) : selectOnly(ids(), to);
      scrollTo(to);
      return true;
    }
    if (event.key === 'Enter' && active !== null) play(active);
    else if (event.key === 'Escape' && selection.value.ids.size > 0) selection.value = { ...NO_SELECTION, active };
    else return actOnChosen(event.key.toLowerCase());
    return true;
  }

  /** Love and rate mean the chosen rows while the list has the focus. */
  function actOnChosen(key: string): boolean {
    const trackIdsChosen = chosen();
    const first = trackIdsChosen[0];
    if (first === undefined) return false;
    if (key === 'l') void actions.love(trackIdsChosen, !viewOf(first)?.loved);
    else if (/^[1-5]$/.test(key)) void actions.rate(trackIdsChosen, Number(key) * 2);
    else return false;
    return true;
  }

  return { selection, active: computed(() => selection.value.active), click, takeIn, onKey, chosen };
}
