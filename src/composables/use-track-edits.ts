// Which tags of a track were edited, and what its file says there.
import { shallowRef, watch } from 'vue';
import { editedValues, type EditedRow } from '../db/edits';
import type { EditField } from '../domain/library/edit-fields';
import { editedFields } from '../domain/library/edits';
import type { TrackRow } from '../domain/library/track';
import { useServices } from './services';

export interface TrackEdits extends EditedRow {
  readonly fields: readonly EditField[];
}

/** @param row live: it changes with every edit */
export function useTrackEdits(row: () => TrackRow | null) {
  const { db } = useServices();
  const edits = shallowRef<TrackEdits | null>(null);
  watch(row, async (now) => {
    const [found] = now ? await editedValues(db, [now.trackId]) : [];
    if (row() === now) edits.value = found ? { ...found, fields: editedFields(found.read, found.edits) } : null;
  }, { immediate: true });
  return edits;
}
