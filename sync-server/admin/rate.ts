// How often something happens: the mean over the last minute.

const SECONDS = 60;

export interface Rate {
  add(count?: number): void;
  perSecond(): number;
}

export function createRate(now: () => number): Rate {
  const counts = new Array<number>(SECONDS).fill(0);
  const startS = secondOf(now());
  let currentS = startS;

  function moveOn(): void {
    const nowS = secondOf(now());
    for (let step = Math.min(nowS - currentS, SECONDS); step > 0; step--) counts[(nowS - step + 1) % SECONDS] = 0;
    currentS = Math.max(currentS, nowS);
  }

  return {
    add(count = 1) {
      moveOn();
      counts[currentS % SECONDS] = (counts[currentS % SECONDS] ?? 0) + count;
    },
    perSecond() {
      moveOn();
      const seconds = Math.min(SECONDS, currentS - startS + 1);
      return counts.reduce((sum, count) => sum + count, 0) / seconds;
    },
  };
}

function secondOf(ms: number): number {
  return Math.floor(ms / 1_000);
}
