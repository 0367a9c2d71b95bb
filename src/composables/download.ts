// Handing a file to the person through the browser's own download.

export interface Downloaded {
  readonly fileName: string;
  readonly sizeBytes: number;
}

/** Long enough for the browser to have begun the download. */
const KEEP_URL_MS = 60_000;

export function download(blob: Blob, fileName: string): Downloaded {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEEP_URL_MS);
  return { fileName, sizeBytes: blob.size };
}

/** `2026-11-25`, where the person is. */
export function dayOf(date: Date): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
