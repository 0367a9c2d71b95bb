import { describe, expect, it } from 'vitest';
import { clip } from '../testing/clips';
import { decoded, decodedByMediabunny, type Decoded } from '../testing/decoded';
import { withRateInKhz } from '../testing/flac';
import { openFlac } from './flac';

/** Where the clip's frames begin. */
const FRAMES_AT = 8256;

interface Heard {
  readonly rateHz: number;
  readonly samples: Float32Array;
  readonly broke: string | null;
}

const heard = ({ rateHz, planes, broke }: Decoded): Heard => ({ rateHz, samples: planes[0] as Float32Array, broke: broke?.code ?? null });

async function walked(bytes: Uint8Array<ArrayBuffer>): Promise<Heard> {
  const answer = await decoded(bytes, 'clip.flac');
  if (!answer.ok) throw new Error(answer.error.detail);
  return heard(answer.value);
}

const noted = async (bytes: Uint8Array<ArrayBuffer>): Promise<Heard> => heard(await decodedByMediabunny(bytes));

async function framesOf(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array[]> {
  const walk = await openFlac(new Blob([bytes]));
  const frames: Uint8Array[] = [];
  if (walk) for await (const { data } of walk.packets(0)) frames.push(data.slice());
  return frames;
}

async function inKhz(): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await clip('a-minor.flac');
  // The last frame is a short one, whose size stands behind its head.
  const frames = (await framesOf(bytes)).slice(0, -1).map((frame) => withRateInKhz(frame, 16_000));
  return new Uint8Array(await new Blob([bytes.subarray(0, FRAMES_AT), ...frames]).arrayBuffer());
}

function expectSame(one: Heard, other: Heard): void {
  expect({ rateHz: one.rateHz, frames: one.samples.length, broke: one.broke }).toEqual({ rateHz: other.rateHz, frames: other.samples.length, broke: other.broke });
  expect(one.samples.findIndex((x, i) => x !== other.samples[i])).toBe(-1);
}

describe('FLAC whose frames are walked', () => {
  it('gives the very samples of what mediabunny reads', async () => {
    const bytes = await clip('a-minor.flac');
    const here = await walked(bytes);
    expect(here.samples).toHaveLength(128_000);
    expectSame(here, await noted(bytes));
  });

  it('gives them too where frames write the rate in kHz, as ffmpeg does above 96 kHz', async () => {
    const [plain, khz] = [await walked(await clip('a-minor.flac')), await walked(await inKhz())];
    expect(khz.samples.length).toBeGreaterThan(126_000);
    expectSame(khz, { ...plain, samples: plain.samples.subarray(0, khz.samples.length) });
  });

  it('goes on behind damage, where mediabunny ends', async () => {
    const bytes = await clip('a-minor.flac');
    const whole = (await walked(bytes)).samples;
    bytes.fill(0, 60_000, 64_000);
    expect((await noted(bytes)).samples.length).toBeLessThan(80_000);
    // The browser's decoder passes over the damaged frames and closes the gap.
    const { samples } = await walked(bytes);
    expect(samples.length).toBeGreaterThan(120_000);
    expect(samples.slice(-40_000)).toEqual(whole.slice(-40_000));
  });
});
