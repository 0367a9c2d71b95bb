// What the pipeline does, in one line: which step, how far, how fast, how long, or why it stands still.
import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { usePipelineStore } from '../stores/mirrors';
import { useFormats } from './use-formats';
import { progressOf, workable } from '../domain/library/progress';
import { standstillOf, workWord } from '../domain/work/work-word';

export function usePipelineProgress() {
  const { t } = useI18n();
  const { number, span } = useFormats();
  const store = usePipelineStore();
  const progress = computed(() => progressOf({ ...store.state, counts: workable(store.state.counts, store.state.outOfReach), scanning: store.state.scanning.length > 0 }));

  const word = computed(() => workWord(store.state));
  const standstill = computed(() => standstillOf(word.value));

  const text = computed(() => {
    const { step, done, total } = progress.value;
    if (step === 'none') return '';
    return step === 'looking' ? t('frame.pipeline.looking', { n: number(total) }) : t(`frame.pipeline.${step}`, { done: number(done), total: number(total) });
  });
  const rate = computed(() => {
    const { filesPerSecond } = store.state;
    if (filesPerSecond === null || word.value !== 'running') return '';
    return filesPerSecond >= 1 ? t('frame.pipeline.rate', { n: number(filesPerSecond, filesPerSecond < 10 ? 1 : 0) }) : t('frame.pipeline.rateSlow', { n: number(filesPerSecond * 60) });
  });
  const rest = computed(() => {
    if (standstill.value) return t(`frame.pipeline.still.${standstill.value}`);
    return word.value === 'running' && store.state.etaS !== null ? t('frame.pipeline.left', { span: span(store.state.etaS) }) : '';
  });

  return { state: computed(() => store.state), progress, word, standstill, text, rate, rest };
}
