// Expected failures as plain values; bugs throw. Plain objects, so that they cross worker borders unharmed.

/**
 * What can go wrong in ways a person can do something about.
 * Each code has a message under `errors.<code>` in every locale; `detail` is shown below it, never instead of it.
 */
export type ErrorCode =
  | 'permission-denied'
  | 'folder-gone'
  | 'folder-empty'
  | 'folder-refused'
  | 'file-gone'
  | 'file-empty'
  | 'not-audio'
  | 'read-failed'
  | 'truncated'
  | 'unsupported-format'
  | 'decode-failed'
  | 'too-short'
  | 'timeout'
  | 'worker-crashed'
  | 'model-failed'
  | 'quota-exceeded'
  | 'database-blocked'
  | 'database-failed'
  | 'network'
  | 'cancelled'
  | 'work-paused'
  | 'not-found'
  | 'unsupported-browser'
  | 'unauthorised'
  | 'revoked'
  | 'forbidden'
  | 'code-invalid'
  | 'client-too-old'
  | 'server-too-old'
  | 'rate-limited'
  | 'server-failed'
  | 'not-a-server'
  | 'device-offline'
  | 'not-a-backup'
  | 'not-a-cover'
  | 'internal';

export interface AppError {
  readonly code: ErrorCode;
  /** Technical detail in English, for the curious and for bug reports. */
  readonly detail?: string;
  /** Where a bug was thrown; copied into bug reports, not shown. */
  readonly stack?: string;
  /** A WebAssembly module trapped or aborted: its memory is in a state that nobody knows, and whatever holds it is to be made anew. */
  readonly trapped?: true;
}

export type Result<T, E = AppError> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function err(code: ErrorCode, detail?: string): { readonly ok: false; readonly error: AppError } {
  return { ok: false, error: detail === undefined ? { code } : { code, detail } };
}

/** As much of a stack as tells where it was thrown; errors are kept by the dozen. */
const MOST_STACK_CHARS = 1500;

/** What was thrown and should never be: a bug. */
export function bugOf(thrown: unknown): AppError {
  return { code: 'internal', detail: messageOf(thrown), ...stackOf(thrown) };
}

/** Nothing for what has no stack, e.g. a thrown string. */
export function stackOf(thrown: unknown): Pick<AppError, 'stack'> {
  return thrown instanceof Error && thrown.stack ? { stack: thrown.stack.slice(0, MOST_STACK_CHARS) } : {};
}

/** The message of anything thrown, for `detail`. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
}
