// The tracks whose tags a person is editing: menus everywhere ask, one dialog answers.
import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import type { TrackId } from '../domain/library/ids';

export interface Editing {
  readonly trackIds: readonly TrackId[];
}

export const useEditingStore = defineStore('editing', () => {
  /** A new object each time, so that the dialog begins anew. */
  const editing = shallowRef<Editing | null>(null);

  /** @param trackIds in the order in which they are shown: numbers follow it */
  function edit(trackIds: readonly TrackId[]): void {
    if (trackIds.length > 0) editing.value = { trackIds: [...trackIds] };
  }

  function end(): void {
    editing.value = null;
  }

  return { editing, edit, end };
});
