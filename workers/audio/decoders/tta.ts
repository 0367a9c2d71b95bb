// True Audio (TTA1).
import { viewOf } from './bytes';
import { evenlyScaled } from './pcm';
import { partsOf, type StreamFile } from './stream';

export async function openTta(file: Blob): Promise<StreamFile> {
  const view = await viewOf(file, 0, 22);
  const [bits, rateHz, frames] = [view.getUint16(8, true), view.getUint32(10, true), view.getUint32(14, true)];
  return {
    durationS: rateHz > 0 && frames > 0 ? frames / rateHz : null,
    parts: () => partsOf(file),
    decoder: async () => evenlyScaled((await import('@audio/decode-tta')).decoder(), bits),
  };
}
