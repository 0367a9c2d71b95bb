// The demo music: fetched from the app's own address once, kept in the app's own storage.
import type { RootId } from '../../domain/library/ids';
import type { Result } from '../../domain/result';

export interface Demo {
  install(onProgress: (done: number, total: number) => void): Promise<Result<RootId>>;
}
