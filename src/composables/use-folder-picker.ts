// Choosing a music folder, and getting back access to those the browser has closed.
import { computed, shallowRef } from 'vue';
import type { AppError } from '../domain/result';
import { useFoldersStore } from '../stores/mirrors';
import { useServices } from './services';

export type { FolderState } from '../services/folders/folders';

export function useFolderPicker() {
  const { folders } = useServices();
  const store = useFoldersStore();
  const error = shallowRef<AppError | null>(null);
  const needsAccess = computed(() => store.state.roots.some((root) => root.access === 'prompt' || root.access === 'denied'));

  async function pick(): Promise<void> {
    error.value = null;
    const picked = await folders.pick();
    if (!picked.ok && picked.error.code !== 'cancelled') error.value = picked.error;
  }

  async function restoreAccess(): Promise<void> {
    error.value = null;
    const restored = await folders.restoreAccess();
    if (!restored.ok && restored.error.code !== 'cancelled') error.value = restored.error;
  }

  return { state: computed(() => store.state), error, needsAccess, pick, restoreAccess };
}
