// Whether this device's graphics card may run the neural networks: held by trial, kept for the card it was held for.
import type { GpuVerdict } from '../domain/sound/gpu-verdict';
import type { Database } from './database';

const KEY = 'gpuVerdict';

interface Kept {
  readonly card: string;
  readonly verdict: GpuVerdict;
}

/** @returns null for a card that was not tried yet */
export async function gpuVerdictOf(db: Database, card: string): Promise<GpuVerdict | null> {
  const kept = (await db.meta.get(KEY))?.value as Kept | undefined;
  return kept?.card === card ? kept.verdict : null;
}

export async function keepGpuVerdict(db: Database, card: string, verdict: GpuVerdict): Promise<void> {
  await db.meta.put({ key: KEY, value: { card, verdict } satisfies Kept });
}
