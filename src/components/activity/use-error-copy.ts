// Copying errors with all that is known of them, for a bug report.
import { version } from '../../../package.json';
import { useCopy } from '../../composables/use-copy';
import { errorReport, type ReportedError } from './error-report';

export function useErrorCopy(): (errors: readonly ReportedError[]) => Promise<void> {
  const copy = useCopy();
  return (errors) => copy(errorReport(errors, { version, browser: navigator.userAgent }));
}
