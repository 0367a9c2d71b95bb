// Large sizes of covers, drawn when nothing else is to do: writing one takes longer than reading the tags of ten files.
import { putLarge, waitingCover } from '../../src/db/covers';
import type { Database } from '../../src/db/database';
import type { CoverRow } from '../../src/domain/library/cover';
import { drawLarge } from './draw-cover';

/** Draws the large size of a cover that waits for it. @returns whether it is there now */
export async function drawWaiting(db: Database, { coverHash, source }: CoverRow): Promise<boolean> {
  const large = source ? await drawLarge(source).catch(() => null) : null;
  await putLarge(db, coverHash, large);
  return large !== null;
}

export interface LargeCovers {
  /** Draws what waits, one after the other, until nothing does or `isBusy` says so. */
  draw(): Promise<void>;
}

/** @param isBusy whether there is other work: then this waits for the next call */
export function largeCovers(db: Database, isBusy: () => boolean): LargeCovers {
  let drawing: Promise<void> | null = null;

  async function drawAll(): Promise<void> {
    for (let row = await waitingCover(db); row && !isBusy(); row = await waitingCover(db)) await drawWaiting(db, row);
  }

  return {
    // What closes the database in between leaves the rest to the next start.
    draw: () => (drawing ??= drawAll().catch(() => undefined).finally(() => {
      drawing = null;
    })),
  };
}
