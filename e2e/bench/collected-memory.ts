// Loaded into the measured server before its own code: on a message it collects garbage and answers with what its process still holds.
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

export interface CollectedMemory {
  /** Resident memory of the process, JavaScript and all else. */
  readonly rssKb: number;
  /** JavaScript objects and their buffers alone. */
  readonly heapKb: number;
}

/** One collection lets go what the next one frees, and pages are given back between them. */
const COLLECTIONS = 5;
const PAUSE_MS = 100;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

process.on('message', () => void answer());

async function answer(): Promise<void> {
  for (let i = 0; i < COLLECTIONS; i++) {
    collect();
    await sleep(PAUSE_MS);
  }
  const { rss, heapUsed, external } = process.memoryUsage();
  process.send?.({ rssKb: rss / 1_024, heapKb: (heapUsed + external) / 1_024 } satisfies CollectedMemory);
}
