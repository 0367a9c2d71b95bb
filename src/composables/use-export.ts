// Building the export and handing it to the person, with progress and a way out.
import { ref, shallowRef } from 'vue';
import type { AppError } from '../domain/result';
import type { ExportOptions } from '../services/export/export';
import { useServices } from './services';

export interface ExportDone {
  readonly fileName: string;
  readonly sizeBytes: number;
}

/** Long enough for the browser to have begun the download. */
const KEEP_URL_MS = 60_000;

export function useExport() {
  const { libraryExport } = useServices();
  const running = ref(false);
  const progress = ref({ done: 0, total: 0 });
  const error = shallowRef<AppError | null>(null);
  const done = shallowRef<ExportDone | null>(null);
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

function download(blob: Blob, fileName: string): ExportDone {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEEP_URL_MS);
  return { fileName, sizeBytes: blob.size };
}

/** `2026-11-25`, where the person is. */
function dayOf(date: Date): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
