// Covers that the screen wants and this device lacks: fetched one after the other, each once; later again where the server has it not yet.
import type { CoverHash } from '../../domain/library/ids';
import type { Result } from '../../domain/result';

/** The newest first: what was scrolled past can wait. More than this were scrolled past long ago. */
const LONGEST = 200;
/** A device sends its covers after all else: what is not there yet may come within a minute or two. */
const AGAIN_AFTER_MS = [5_000, 20_000, 60_000];

export interface CoverQueue {
  want(coverHash: CoverHash): void;
  /** The line is back: what failed may be tried again. */
  tryAgain(): void;
  end(): void;
}

/** @param fetchCover answers whether the server had it */
export function coverQueue(fetchCover: (coverHash: CoverHash) => Promise<Result<boolean>>): CoverQueue {
  let waiting: CoverHash[] = [];
  const asked = new Set<CoverHash>();
  const triesOf = new Map<CoverHash, number>();
  const timers = new Set<ReturnType<typeof setTimeout>>();
  let busy = false;
  let ended = false;

  async function work(): Promise<void> {
    if (busy) return;
    busy = true;
    for (let hash = waiting.pop(); hash !== undefined; hash = waiting.pop()) {
      const answer = await fetchCover(hash);
      if (answer.ok && !answer.value && !ended) laterAgain(hash);
    }
    busy = false;
  }

  function laterAgain(coverHash: CoverHash): void {
    const tries = triesOf.get(coverHash) ?? 0;
    const delayMs = AGAIN_AFTER_MS[tries];
    if (delayMs === undefined) {
      triesOf.delete(coverHash);
      asked.delete(coverHash);
      return;
    }
    triesOf.set(coverHash, tries + 1);
    const timer = setTimeout(() => {
      timers.delete(timer);
      add(coverHash);
    }, delayMs);
    timers.add(timer);
  }

  function add(coverHash: CoverHash): void {
    waiting.push(coverHash);
    // Those that fall out may be wanted again.
    for (const dropped of waiting.splice(0, waiting.length - LONGEST)) asked.delete(dropped);
    void work();
  }

  return {
    want(coverHash) {
      if (asked.has(coverHash)) return;
      asked.add(coverHash);
      add(coverHash);
    },
    tryAgain: () => asked.clear(),
    end() {
      ended = true;
      waiting = [];
      for (const timer of timers) clearTimeout(timer);
    },
  };
}
