// Choosing a music folder, and getting back access to those the browser has closed.
import { computed, shallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import type { AppError } from '../domain/result';
import { useFoldersStore } from '../stores/mirrors';
import { useServices } from './services';
import { useGiven } from './use-given';
import { useNestingWord } from './use-nesting-word';
import { useFormats } from './use-formats';

export type { FolderState } from '../services/folders/folders';

export function useFolderPicker() {
  const { t } = useI18n();
  const { list } = useFormats();
  const { folders } = useServices();
  const given = useGiven();
  const sayNesting = useNestingWord();
  const store = useFoldersStore();
  const error = shallowRef<AppError | null>(null);
  const needsAccess = computed(() => store.state.roots.some((root) => root.access === 'prompt' || root.access === 'denied'));

  /** That folders are not where they were, in words; null where all are. */
  const gone = computed(() => {
    const names = store.state.roots.filter((root) => root.access === 'gone' && root.kind !== 'session').map((root) => root.name);
    return names.length === 0 ? null : t('folders.gone', { names: list(names) }, names.length);
  });
  /** That folders lent to an earlier session are to be chosen again, in words; null where all are here. */
  const away = computed(() => {
    const names = store.state.roots.filter((root) => root.access === 'gone' && root.kind === 'session').map((root) => root.name);
    return names.length === 0 ? null : t('folders.given.away', { names: list(names) }, names.length);
  });

  async function pick(): Promise<void> {
    error.value = null;
    if (given.needed) return given.choose();
    const picked = await folders.pick();
    if (picked.ok) sayNesting([picked.value]);
    else if (picked.error.code !== 'cancelled') error.value = picked.error;
  }

  async function restoreAccess(): Promise<void> {
    error.value = null;
    const restored = await folders.restoreAccess();
    if (!restored.ok && restored.error.code !== 'cancelled') error.value = restored.error;
  }

  return { state: computed(() => store.state), error, gone, away, needsAccess, lends: given.needed, pick, restoreAccess };
}
