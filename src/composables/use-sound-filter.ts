// The filter by sound of a list of tracks, held by the address.
import { computed } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { soundFilterOf, soundFilterSize, soundFilterText, type Range, type SoundFilter } from '../domain/query/sound-filter';
import type { LabelName, RangeField, SoundLabel, SoundMark } from '../domain/query/sound-fields';

export function useSoundFilter() {
  const route = useRoute();
  const router = useRouter();
  const text = computed(() => (typeof route.query['sound'] === 'string' ? route.query['sound'] : ''));
  const filter = computed(() => soundFilterOf(text.value));

  function set(next: SoundFilter): void {
    const query = { ...route.query };
    delete query['sound'];
    const said = soundFilterText(next);
    void router.replace({ query: said === '' ? query : { ...query, sound: said } });
  }

  const setRange = (field: RangeField, range: Range): void => set({ ...filter.value, ranges: { ...filter.value.ranges, [field]: range } });
  const setKeys = (keys: readonly number[]): void => set({ ...filter.value, keys });
  const setLabels = (kind: SoundLabel, names: readonly LabelName[]): void => set({ ...filter.value, labels: { ...filter.value.labels, [kind]: names } });
  const setMarks = (marks: readonly SoundMark[]): void => set({ ...filter.value, marks });

  return { filter, size: computed(() => soundFilterSize(filter.value)), setRange, setKeys, setLabels, setMarks, clear: () => set({}) };
}
