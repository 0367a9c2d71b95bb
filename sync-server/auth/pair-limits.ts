// Guessing a code: few tries an address, and not many in all, however many addresses there are.
import { createAttempts } from '../http/attempts';
import { refuse, type ApiFailure } from '../http/errors';
import { createWindow } from '../http/window';

const MOST_FAILURES = 100;
const WINDOW_MS = 5 * 60_000;

export interface PairLimits {
  /** @throws ApiFailure `rate-limited` */
  begin(address: string): void;
  /** The code was right: what `begin` counted is taken back. */
  succeeded(address: string): void;
}

export function createPairLimits(now: () => number): PairLimits {
  const byAddress = createAttempts(now);
  const inAll = createWindow(now, MOST_FAILURES, WINDOW_MS);
  return {
    begin(address) {
      const waitMs = byAddress.begin(address) || inAll.take();
      if (waitMs > 0) throw tooOften(waitMs);
    },
    succeeded(address) {
      byAddress.succeeded(address);
      inAll.giveBack();
    },
  };
}

function tooOften(waitMs: number): ApiFailure {
  return refuse('rate-limited', 'Too many wrong codes: wait before the next.', { 'retry-after': String(Math.ceil(waitMs / 1_000)) });
}
