// "4,310 tracks · 12 days 6 hr", for the head of a list.
import { computed, type ComputedRef, type Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { useFormats } from './use-formats';

export function useSummary(trackIds: Readonly<Ref<Uint32Array | null>>, totalDurationS: Readonly<Ref<number>>): ComputedRef<string> {
  const { t } = useI18n();
  const { number, span } = useFormats();
  return computed(() => {
    const count = trackIds.value?.length ?? 0;
    if (count === 0) return '';
    const tracks = t('common.tracks', { n: number(count) }, count);
    return totalDurationS.value > 0 ? t('library.summary', { tracks, span: span(totalDurationS.value) }) : tracks;
  });
}
