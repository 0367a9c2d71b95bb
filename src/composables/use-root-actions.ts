// What a person can do with a music folder.
import { FolderPen, RefreshCw, Trash2 } from '@lucide/vue';
import { ref } from 'vue';
import { useI18n } from 'vue-i18n';
import type { RootId } from '../domain/library/ids';
import { useServices } from './services';
import { useToasts } from './use-toasts';

interface Root {
  readonly rootId: RootId;
  readonly name: string;
}

export function useRootActions() {
  const { t } = useI18n();
  const { folders, pipeline } = useServices();
  const { showUndo } = useToasts();
  const renaming = ref(false);
  const named = ref<Root | null>(null);

  async function remove({ rootId, name }: Root): Promise<void> {
    await folders.remove(rootId);
    showUndo(t('library.toast.removed', { name }), () => folders.undoRemove(rootId));
  }

  function askName(root: Root): void {
    named.value = root;
    renaming.value = true;
  }

  async function rename(name: string): Promise<void> {
    const root = named.value;
    if (!root || name === root.name) return;
    await folders.rename(root.rootId, name);
    showUndo(t('library.toast.renamed', { name }), () => folders.rename(root.rootId, root.name));
  }

  const entriesFor = (root: Root) => [
    { kind: 'action', label: t('library.folder.rescan'), icon: RefreshCw, run: () => pipeline.scan([root.rootId]) },
    { kind: 'action', label: t('library.folder.rename'), icon: FolderPen, run: () => askName(root) },
    { kind: 'separator' },
    { kind: 'action', label: t('library.folder.remove'), icon: Trash2, run: () => void remove(root), danger: true },
  ] as const;

  return { entriesFor, renaming, named, rename };
}
