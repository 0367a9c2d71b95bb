// The history of runs and the last errors, as they go on.
import { useI18n } from 'vue-i18n';
import { forgetErrors, recentErrors, rememberErrors } from '../db/errors';
import { MOST_RUNS, recentRuns } from '../db/runs';
import { useServices } from './services';
import { useLiveQuery } from './use-live-query';
import { useToasts } from './use-toasts';

export function useRuns() {
  const { db } = useServices();
  return useLiveQuery(() => () => recentRuns(db, MOST_RUNS));
}

export function useRecentErrors() {
  const { t } = useI18n();
  const { db } = useServices();
  const { showUndo } = useToasts();
  const errors = useLiveQuery(() => () => recentErrors(db));

  async function clear(): Promise<void> {
    const forgotten = errors.value.value ?? [];
    await forgetErrors(db);
    showUndo(t('activity.errors.cleared'), () => rememberErrors(db, forgotten));
  }

  return { ...errors, clear };
}
