// How many files of a folder that cannot be read now wait for it, in a few words.
import { useI18n } from 'vue-i18n';
import type { RootId } from '../domain/library/ids';
import { usePipelineStore } from '../stores/mirrors';
import { useFormats } from './use-formats';

/** Null where nothing waits, or the folder can be read. */
export function useWaitingWord(): (rootId: RootId) => string | null {
  const { t } = useI18n();
  const { number } = useFormats();
  const pipeline = usePipelineStore();
  return (rootId) => {
    const away = pipeline.state.outOfReach.find((each) => each.rootId === rootId);
    const count = away ? away.found + away.parsed + away.analysed + away.renew : 0;
    return count > 0 ? t('folders.waitForIt', { n: number(count) }, count) : null;
  };
}
