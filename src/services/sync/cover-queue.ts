// Covers that the screen wants and this device lacks: fetched one after the other, each once; later again where the server has it not yet.
import type { CoverHash } from '../../domain/library/ids';
import type { Result } from '../../domain/result';

/** The newest first: what was scrolled past can wait. More than this were scrolled past long ago. */
const LONGEST = 200;
/** A device sends its covers after all else: what is not there yet may come within a minute or two. */
const AGAIN_AFTER_MS = [5_000, 20_000, 60_000];

interface Wanted {
  readonly key: string;
  readonly coverHash: CoverHash;
  readonly large: boolean;
}

export interface CoverQueue {
  /** @param large with its large size, which is fetched by itself */
  want(coverHash: CoverHash, large: boolean): void;
  /** The line is back: what failed may be tried again. */
  tryAgain(): void;
  end(): void;
}

/** @param fetchCover answers whether the server had it */
export function coverQueue(fetchCover: (coverHash: CoverHash, large: boolean) => Promise<Result<boolean>>): CoverQueue {
  let waiting: Wanted[] = [];
  const asked = new Set<string>();
  const triesOf = new Map<string, number>();
  const timers = new Set<ReturnType<typeof setTimeout>>();
  let busy = false;
  let ended = false;

  async function work(): Promise<void> {
    if (busy) return;
    busy = true;
    for (let wanted = waiting.pop(); wanted !== undefined; wanted = waiting.pop()) {
      const answer = await fetchCover(wanted.coverHash, wanted.large);
      if (answer.ok && !answer.value && !ended) laterAgain(wanted);
    }
    busy = false;
  }

  function laterAgain(wanted: Wanted): void {
    const tries = triesOf.get(wanted.key) ?? 0;
    const delayMs = AGAIN_AFTER_MS[tries];
    if (delayMs === undefined) {
      triesOf.delete(wanted.key);
      asked.delete(wanted.key);
      return;
    }
    triesOf.set(wanted.key, tries + 1);
    const timer = setTimeout(() => {
      timers.delete(timer);
      add(wanted);
    }, delayMs);
    timers.add(timer);
  }

  function add(wanted: Wanted): void {
    waiting.push(wanted);
    // Those that fall out may be wanted again.
    for (const dropped of waiting.splice(0, waiting.length - LONGEST)) asked.delete(dropped.key);
    void work();
  }

  return {
    want(coverHash, large) {
      const key = `${coverHash} ${large}`;
      if (asked.has(key)) return;
      asked.add(key);
      add({ key, coverHash, large });
    },
    tryAgain: () => asked.clear(),
    end() {
      ended = true;
      waiting = [];
      for (const timer of timers) clearTimeout(timer);
    },
  };
}
