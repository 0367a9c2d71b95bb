// What the analysis of a sound threw: models that do not load or break can be loaded again, all else is a bug.
import { bugOf, err, ok, type AppError, type Result } from '../../src/domain/result';
import { ModelError } from './network';
import { trapOf } from './trap';

export function soundError(thrown: unknown): AppError {
  return { ...(thrown instanceof ModelError ? err('model-failed', thrown.message).error : bugOf(thrown)), ...trapOf(thrown) };
}

/** The value, or why there is none. */
export async function heardOrNot<T>(run: () => Promise<T>): Promise<Result<T>> {
  try {
    return ok(await run());
  } catch (thrown) {
    return { ok: false, error: soundError(thrown) };
  }
}
