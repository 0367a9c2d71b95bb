// How fast the analysis goes: what the person chose, and what holds it back now.
import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { usePipelineStore } from '../stores/mirrors';
import { useServices } from './services';

export const SPEED_MODES = ['gentle', 'full', 'paused'] as const;
export type SpeedMode = (typeof SPEED_MODES)[number];

export function useSpeed() {
  const { t } = useI18n();
  const { pipeline } = useServices();
  const store = usePipelineStore();
  const pace = computed(() => store.state.pace);
  const paused = computed(() => store.state.phase === 'paused');
  const mode = computed<SpeedMode>(() => (paused.value ? 'paused' : pace.value.speed));

  function choose(next: SpeedMode): void {
    if (next === 'paused') return pipeline.pause();
    pipeline.setSpeed({ speed: next });
    if (paused.value) pipeline.resume();
  }

  /** How many workers may run, and why not more; empty while there is nothing to run. */
  const now = computed(() => {
    if (store.state.phase !== 'running') return '';
    const { workers, mostWorkers, brakes, gait } = pace.value;
    if (brakes[0] === 'charger') return t('speed.why.charger');
    const count = t('speed.workers', { n: workers, most: mostWorkers }, mostWorkers);
    const why = brakes.map((brake) => t(`speed.why.${brake}`));
    return [count, ...(why.length > 0 ? why : [t(`speed.why.${gait}`)])].join(' · ');
  });

  /** A night's work would be over at once, and its switch flip back. */
  const allDone = computed(() => store.state.phase === 'idle' && store.state.waiting === 0);

  return { pace, mode, choose, now, allDone, set: pipeline.setSpeed };
}
