// Whether a root can be read at all.
import type { AppError } from '../../src/domain/result';
import { readError } from './parse-file';

/** Why a root cannot be read now, or null. */
export async function rootError(handle: FileSystemDirectoryHandle): Promise<AppError | null> {
  try {
    await handle.values().next();
    return null;
  } catch (thrown) {
    const { error } = readError(thrown);
    return error.code === 'file-gone' ? { ...error, code: 'folder-gone' } : error;
  }
}
