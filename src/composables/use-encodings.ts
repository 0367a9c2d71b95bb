// In which encodings the texts of an album may have been written, and how they would read.
import { computed, shallowRef, watch } from 'vue';
import { editedValues, type EditedRow } from '../db/edits';
import { LATIN1 } from '../domain/library/edit-fields';
import type { TrackId } from '../domain/library/ids';
import { fittingEncodings, foreignTexts, repairedText } from '../domain/library/text-encoding';
import type { LegacyEncoding } from '../domain/library/tags';
import { choiceOf } from '../domain/sync/choice';
import { useServices } from './services';

export interface EncodingOption {
  /** As in a choice. */
  readonly value: LegacyEncoding | typeof LATIN1;
  readonly preview: string;
}

/** Texts of a preview: enough to tell letters from rubbish. */
const SAMPLES = 4;

/** @param trackIds of one album; @param changed is another value whenever their tags may have changed */
export function useEncodings(trackIds: () => readonly TrackId[], changed: () => unknown) {
  const { db } = useServices();
  const rows = shallowRef<readonly EditedRow[]>([]);
  watch([trackIds, changed], async () => {
    const asked = trackIds();
    const found = await editedValues(db, asked);
    if (trackIds() === asked) rows.value = found.filter(({ read }) => (read.encoding?.fields.length ?? 0) > 0);
  }, { immediate: true });

  /** What they are read in now. */
  const current = computed(() => rows.value[0]?.tags.encoding?.repaired ?? LATIN1);
  const samples = computed(() => [...new Set(rows.value.flatMap(({ read }) => foreignTexts(read)))].slice(0, SAMPLES));
  const options = computed((): EncodingOption[] => {
    const asTagged = { value: LATIN1, preview: samples.value.join(' · ') } as const;
    const others = fittingEncodings(rows.value.map(({ read }) => read)).map((value) => ({ value, preview: samples.value.map((text) => repairedText(text, value)).join(' · ') }));
    return [...others.filter(({ value, preview }) => preview !== asTagged.preview || value === current.value), asTagged];
  });
  const isChosen = computed(() => rows.value.some(({ edits }) => choiceOf(edits, 'encoding') !== null));
  /** Nobody knows, and nobody said. */
  const isOpen = computed(() => !isChosen.value && rows.value.some(({ read }) => (read.encoding?.candidates.length ?? 0) > 0));

  return { concerned: computed(() => rows.value.map(({ trackId }) => trackId)), options, current, isOpen };
}
