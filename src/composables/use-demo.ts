// Fetching the demo music, with its progress.
import { ref, shallowRef } from 'vue';
import type { AppError } from '../domain/result';
import { useServices } from './services';

export function useDemo() {
  const { demo } = useServices();
  const progress = ref<{ done: number; total: number } | null>(null);
  const error = shallowRef<AppError | null>(null);

  async function install(): Promise<void> {
    if (progress.value) return;
    error.value = null;
    progress.value = { done: 0, total: 0 };
    const installed = await demo.install((done, total) => (progress.value = { done, total }));
    progress.value = null;
    error.value = installed.ok ? null : installed.error;
  }

  return { progress, error, install };
}
