// Errors as text to paste into a bug report: in English, as whoever reads it will want it.
import type { Step } from '../../domain/library/track';
import type { ErrorCode } from '../../domain/result';

export interface ReportedError {
  readonly code: ErrorCode;
  readonly atMs: number;
  readonly path: string | null;
  readonly step: Step | null;
  readonly attempt?: number | null;
  readonly detail?: string | null;
  /** It begins with the detail. */
  readonly stack?: string;
}

export interface ReportedApp {
  readonly version: string;
  /** `navigator.userAgent`. */
  readonly browser: string;
}

export function errorReport(errors: readonly ReportedError[], { version, browser }: ReportedApp): string {
  return [`SoniqueBay ${version}\n${browser}`, ...errors.map(entry)].join('\n\n');
}

function entry({ code, atMs, path, step, attempt, detail, stack }: ReportedError): string {
  const where = [step, attempt ? `attempt ${attempt}` : null].filter(Boolean).join(', ');
  return [`${new Date(atMs).toISOString()} ${code}${where ? ` (${where})` : ''}`, path, stack ?? detail].filter(Boolean).join('\n');
}
