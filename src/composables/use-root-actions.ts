// What a person can do with a music folder.
import { EyeOff, FolderPen, RefreshCw, Trash2 } from '@lucide/vue';
import { computed, ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { usePipelineStore } from '../stores/mirrors';
import { useServices } from './services';
import type { FolderState } from './use-folder-picker';
import { useRescan } from './use-rescan';
import { useToasts } from './use-toasts';

export function useRootActions(root: () => FolderState) {
  const { t } = useI18n();
  const { folders } = useServices();
  const { show, showUndo } = useToasts();
  const { rescan } = useRescan();
  const pipeline = usePipelineStore();
  const renaming = ref(false);
  const ignoring = ref(false);

  async function remove(): Promise<void> {
    const { rootId, name } = root();
    await folders.remove(rootId);
    showUndo(t('library.toast.removed', { name }), () => folders.undoRemove(rootId));
  }

  async function rename(name: string): Promise<void> {
    const { rootId, name: before } = root();
    if (name === before) return;
    await folders.rename(rootId, name);
    showUndo(t('library.toast.renamed', { name }), () => folders.rename(rootId, before));
  }

  async function setIgnore(patterns: readonly string[]): Promise<void> {
    const { rootId, name } = root();
    await folders.setIgnore(rootId, patterns);
    show(t('folders.ignore.saved', { name }));
  }

  const entries = computed(() => {
    const { rootId, name, access } = root();
    const busy = access !== 'granted' || pipeline.state.scanning.includes(rootId);
    return [
      { kind: 'action', label: t('folders.rescan'), icon: RefreshCw, disabled: busy, run: () => void rescan(rootId, name) },
      { kind: 'action', label: t('library.folder.rename'), icon: FolderPen, run: () => { renaming.value = true; } },
      { kind: 'action', label: t('folders.ignore.action'), icon: EyeOff, run: () => { ignoring.value = true; } },
      { kind: 'separator' },
      { kind: 'action', label: t(root().kind === 'copied' ? 'folders.given.removeCopies' : 'library.folder.remove'), icon: Trash2, run: () => void remove(), danger: true },
    ] as const;
  });

  return { entries, renaming, ignoring, rename, setIgnore };
}
