// Everything known of the library, as files the person keeps.
import type { Result } from '../../domain/result';

export interface ExportOptions {
  readonly format: 'json' | 'csv';
  readonly embeddings: boolean;
}

export interface LibraryExport {
  /** Builds the file in batches, so that 200,000 tracks do not fill the memory twice. */
  build(options: ExportOptions, onProgress: (done: number, total: number) => void, signal: AbortSignal): Promise<Result<Blob>>;
}

export interface LibraryWipe {
  /** Deletes everything of this app on this device and reloads. */
  wipe(): Promise<Result<null>>;
}
