// Failures by reason: what has one cause has one remedy.
import type { FailedFile } from '../../domain/work/failed-file';
import type { ErrorCode } from '../../domain/result';

export interface FailureGroup {
  readonly code: ErrorCode;
  /** In the order of the library. */
  readonly files: readonly FailedFile[];
}

/** The reason that most files share comes first; equal ones keep one order, so that a list does not jump while files fail. */
export function failureGroups(files: readonly FailedFile[]): FailureGroup[] {
  const groups = new Map<ErrorCode, FailedFile[]>();
  for (const file of files) {
    const group = groups.get(file.code) ?? [];
    group.push(file);
    groups.set(file.code, group);
  }
  return [...groups].map(([code, grouped]) => ({ code, files: grouped })).sort((a, b) => b.files.length - a.files.length || (a.code < b.code ? -1 : 1));
}
