// Whose turn it is while a scan runs: reading tags comes before analysis.
import type { ScanProgress } from '../../domain/worker-api';
import type { Permit } from './permit';
import type { SoundLine } from './sound-line';

/** While a scan runs, parsed files that the walk has passed by are looked for this often. */
const LOOK_BACK_MS = 5_000;
/**
 * More files than this to read, and analysis waits for them: it takes all cores, and made a first scan three times as long
 * (measured: 428 files/s alone, 120 beside it), while lists without tags help nobody.
 */
const MANY_TO_READ = 50;

export interface TurnsDeps {
  readonly line: Pick<SoundLine, 'reserve' | 'wake'>;
  readonly permit: Pick<Permit, 'working'>;
  readonly now: () => number;
}

export function createTurns({ line, permit, now }: TurnsDeps) {
  let lookedBackMs = 0;
  return {
    scanned({ phase, toParse, parsed }: ScanProgress): void {
      line.reserve(phase !== 'done' && toParse - parsed > MANY_TO_READ);
      if (!permit.working()) return;
      const lookBack = now() - lookedBackMs > LOOK_BACK_MS;
      if (lookBack) lookedBackMs = now();
      line.wake(lookBack);
    },
    scansEnded(): void {
      line.reserve(false);
      if (permit.working()) line.wake(true);
    },
  };
}
