// Copying a short text, with word of how it went.
import { useI18n } from 'vue-i18n';
import { useToasts } from './use-toasts';

export function useCopy(): (text: string) => Promise<void> {
  const { t } = useI18n();
  const { show } = useToasts();
  return async (text) => {
    // Without https there is no clipboard, and a page without the focus may not write to it.
    const copied = await navigator.clipboard?.writeText(text).then(() => true, () => false);
    show(t(copied ? 'sync.add.copied' : 'sync.add.notCopied'));
  };
}
