// Files that wait for the person, and those that the person does not want to hear of: what to do about them.
import { onScopeDispose, shallowRef, type ShallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { failureLists, type FailureLists } from '../db/failures';
import { observe, observeCalmly } from '../db/observe';
import { ignoreFailures, showIgnored } from '../db/work';
import type { TrackId } from '../domain/library/ids';
import { useServices } from './services';
import { useFormats } from './use-formats';
import { useToasts } from './use-toasts';

/** Nobody reads further; what is done to all reaches the rest. */
const LONGEST_LIST = 5000;
/** So many are read in a moment; of more, some a second may be added, and each reading reads them all. */
const FEW = 500;
const EVERY_MS = 1500;

/** @returns undefined before the first answer */
export function useFailureLists(): Readonly<ShallowRef<FailureLists | undefined>> {
  const { db } = useServices();
  const lists = shallowRef<FailureLists>();
  const read = () => failureLists(db, LONGEST_LIST);
  let end = observe(read, (found) => {
    lists.value = found;
    if (found.failed.length + found.ignored.length <= FEW) return;
    end();
    end = observeCalmly(read, EVERY_MS, (later) => (lists.value = later));
  });
  onScopeDispose(() => end());
  return lists;
}

export function useFailureActions() {
  const { t } = useI18n();
  const { number } = useFormats();
  const { db, pipeline } = useServices();
  const { showUndo } = useToasts();

  /** Takes these off the list, with a way back. */
  async function ignore(trackIds: readonly TrackId[]): Promise<void> {
    await ignoreFailures(db, trackIds);
    showUndo(t('activity.failures.ignoredNow', { n: number(trackIds.length) }, trackIds.length), () => showIgnored(db, trackIds));
  }

  return {
    ignore,
    retry: (trackIds: readonly TrackId[] | 'all') => void pipeline.retry(trackIds),
    showAgain: (trackIds: readonly TrackId[] | 'all') => showIgnored(db, trackIds),
  };
}
