// Traps and aborts of WebAssembly: the module that they happen in is good for nothing any more.
import type { AppError } from '../../src/domain/result';

/** Also of what was thrown because of one. Emscripten's `abort` throws the same error as a trap of the machine. */
export function isTrap(thrown: unknown): boolean {
  return thrown instanceof WebAssembly.RuntimeError || (thrown instanceof Error && thrown.cause !== undefined && isTrap(thrown.cause));
}

/** Marks what was thrown by a trap, so that the worker is replaced. */
export function trapOf(thrown: unknown): Pick<AppError, 'trapped'> {
  return isTrap(thrown) ? { trapped: true } : {};
}
