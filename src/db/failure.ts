// What a failed database call means to a person.
import type { AppError } from '../domain/result';
import { messageOf } from '../domain/result';

/** Dexie wraps the browser's error, sometimes twice: the name that counts may lie deep. */
export function databaseError(thrown: unknown): AppError {
  return { code: names(thrown).some((name) => name === 'QuotaExceededError') ? 'quota-exceeded' : 'database-failed', detail: messageOf(thrown) };
}

function names(thrown: unknown): string[] {
  if (typeof thrown !== 'object' || thrown === null) return [];
  const { name, inner } = thrown as { name?: unknown; inner?: unknown };
  return [String(name), ...(inner === thrown ? [] : names(inner))];
}
