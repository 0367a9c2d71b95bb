// Saving the library to a file, and merging one back in, with progress; nothing changes before the person has seen what a file holds.
import { ref, shallowRef } from 'vue';
import { messageOf, type AppError } from '../domain/result';
import type { BackupContents, BackupProgress } from '../services/backup/backup';
import { useServices } from './services';
import { dayOf, download, type Downloaded } from './download';

export function useBackup() {
  const { backup } = useServices();
  const step = ref<'idle' | 'saving' | 'reading' | 'asking' | 'merging'>('idle');
  const progress = shallowRef<BackupProgress>({ done: 0, total: null });
  const error = shallowRef<AppError | null>(null);
  const saved = shallowRef<Downloaded | null>(null);
  const contents = shallowRef<BackupContents | null>(null);
  const merged = shallowRef<BackupContents | null>(null);
  let file: Blob | null = null;

  function begin(next: 'saving' | 'reading' | 'merging'): void {
    step.value = next;
    progress.value = { done: 0, total: null };
    error.value = saved.value = merged.value = null;
  }

  const onProgress = (now: BackupProgress): void => { progress.value = now; };

  async function save(withFacts: boolean): Promise<void> {
    if (step.value !== 'idle') return;
    begin('saving');
    try {
      saved.value = download(await backup.save(withFacts, onProgress), `soniquebay-${dayOf(new Date())}.backup`);
    } catch (thrown) {
      error.value = { code: 'internal', detail: messageOf(thrown) };
    }
    step.value = 'idle';
  }

  async function inspect(chosen: Blob): Promise<void> {
    begin('reading');
    file = chosen;
    const read = await backup.inspect(chosen);
    contents.value = read.ok ? read.value : null;
    error.value = read.ok ? null : read.error;
    step.value = read.ok ? 'asking' : 'idle';
  }

  async function merge(): Promise<void> {
    if (!file) return;
    begin('merging');
    const restored = await backup.restore(file, onProgress);
    if (restored.ok) merged.value = restored.value;
    else error.value = restored.error;
    cancel();
  }

  function cancel(): void {
    file = null;
    contents.value = null;
    step.value = 'idle';
  }

  return { step, progress, error, saved, contents, merged, save, inspect, merge, cancel };
}
