// Building the export and handing it to the person, with progress and a way out.
import { ref, shallowRef } from 'vue';
import type { AppError } from '../domain/result';
import type { ExportOptions } from '../services/export/export';
import { dayOf, download, type Downloaded } from './download';
import { useServices } from './services';

export function useExport() {
  const { libraryExport } = useServices();
  const running = ref(false);
  const progress = ref({ done: 0, total: 0 });
  const error = shallowRef<AppError | null>(null);
  const done = shallowRef<Downloaded | null>(null);
  let abort = new AbortController();

  async function run(options: ExportOptions): Promise<void> {
    if (running.value) return;
    abort = new AbortController();
    running.value = true;
    error.value = done.value = null;
    progress.value = { done: 0, total: 0 };
    const built = await libraryExport.build(options, (n, total) => (progress.value = { done: n, total }), abort.signal);
    running.value = false;
    if (built.ok) done.value = download(built.value, `soniquebay-${dayOf(new Date())}.${options.format}`);
    else if (built.error.code !== 'cancelled') error.value = built.error;
  }

  return { running, progress, error, done, run, cancel: () => abort.abort() };
}
