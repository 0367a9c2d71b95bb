// Scanning a folder because a person asks for it, and telling what came of it.
import { useI18n } from 'vue-i18n';
import type { RootId } from '../domain/library/ids';
import { nextScan } from '../services/pipeline/scan-end';
import { useServices } from './services';
import { useScanWords } from './use-scan-words';
import { useToasts } from './use-toasts';

export function useRescan() {
  const { t } = useI18n();
  const { pipeline } = useServices();
  const { said } = useScanWords();
  const { show, showError } = useToasts();

  /** @param path the folder to look through, with all below it; the whole root if not given */
  async function rescan(rootId: RootId, name: string, path = ''): Promise<void> {
    if (pipeline.state().phase === 'paused') return showError({ code: 'work-paused' });
    const ended = nextScan(pipeline, rootId);
    pipeline.scan([rootId], path === '' ? undefined : [path]);
    const outcome = await ended;
    show(outcome ? said(name, outcome) : t('folders.brokeOff', { name }));
  }

  return { rescan };
}
