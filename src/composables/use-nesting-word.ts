// A word on folders that were just added and lie in another one of the library.
import { useI18n } from 'vue-i18n';
import type { RootId } from '../domain/library/ids';
import { useServices } from './services';
import { useToasts } from './use-toasts';

/** @returns a function that says it, and whether there was anything to say */
export function useNestingWord(): (added: readonly RootId[]) => boolean {
  const { t } = useI18n();
  const { folders } = useServices();
  const { show } = useToasts();
  return (added) => {
    const nested = folders.state().roots.filter((root) => added.includes(root.rootId) && root.inside !== null);
    for (const { name, inside } of nested) show(t('folders.nowOwn', { name, around: inside ?? '' }));
    return nested.length > 0;
  };
}
