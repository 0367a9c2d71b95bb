// Covers that the screen wants and this device lacks: fetched one after the other, each once.
import type { CoverHash } from '../../domain/library/ids';
import type { Result } from '../../domain/result';

/** The newest first: what was scrolled past can wait. More than this were scrolled past long ago. */
const LONGEST = 200;

export interface CoverQueue {
  want(coverHash: CoverHash): void;
  /** The line is back, or another server: what failed may be tried again. */
  tryAgain(): void;
  end(): void;
}

/** @param fetchCover answers whether the server had it */
export function coverQueue(fetchCover: (coverHash: CoverHash) => Promise<Result<boolean>>): CoverQueue {
  let waiting: CoverHash[] = [];
  const asked = new Set<CoverHash>();
  let busy = false;
  let ended = false;

  async function work(): Promise<void> {
    busy = true;
    for (let hash = waiting.pop(); hash !== undefined && !ended; hash = waiting.pop()) await fetchCover(hash);
    busy = false;
  }

  return {
    want(coverHash) {
      if (asked.has(coverHash)) return;
      asked.add(coverHash);
      waiting.push(coverHash);
      // Those that fall out may be wanted again.
      for (const dropped of waiting.splice(0, waiting.length - LONGEST)) asked.delete(dropped);
      if (!busy) void work();
    },
    tryAgain: () => asked.clear(),
    end() {
      ended = true;
      waiting = [];
    },
  };
}
