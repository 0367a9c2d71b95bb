// Whether a music folder can be read now, in a word.
import { useI18n } from 'vue-i18n';
import type { FolderState } from '../services/folders/folders';

export function useAccessWord(): (root: FolderState) => string {
  const { t } = useI18n();
  return ({ kind, access }) => (kind === 'session' && access === 'gone' ? t('folders.given.notHere') : t(`activity.access.${access}`));
}
