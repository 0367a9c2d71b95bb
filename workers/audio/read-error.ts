// What a failed file access means: the browser says it by the name of a DOMException.
import { messageOf, type AppError, type ErrorCode } from '../../src/domain/result';

/** @returns null when the error does not come from file access */
export function readError(thrown: unknown): AppError | null {
  const code = thrown instanceof DOMException ? codeOf(thrown.name) : null;
  return code && { code, detail: messageOf(thrown) };
}

function codeOf(name: string): ErrorCode | null {
  switch (name) {
    case 'NotFoundError':
    case 'TypeMismatchError':
      return 'file-gone';
    case 'NotAllowedError':
    case 'SecurityError':
      return 'permission-denied';
    // Chrome: the file changed on disk after it was opened, or the medium is gone.
    case 'NotReadableError':
      return 'read-failed';
    default:
      return null;
  }
}
