import { describe, expect, it } from 'vitest';
import { openFlac } from './flac';
import { flacHead, streamInfoBody } from '../testing/flac';

const [RATE_HZ, BLOCK, FRAMES] = [32_000, 4096, 3000];
const BLOCK_S = BLOCK / RATE_HZ;
const COMMENT = [0x84, 0, 0, 3, 1, 2, 3];

function random(): () => number {
  let state = 1;
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}

/** Heads with noise behind them, in which there are bytes like the start of a head and whole heads of far other numbers. */
function madeFrames(variable: boolean, from = 0): Uint8Array<ArrayBuffer>[] {
  const next = random();
  return Array.from({ length: FRAMES }, (_, i) => {
    const number = (from + i) * (variable ? BLOCK : 1);
    const noise = Array.from({ length: 300 + Math.floor(next() * 300) }, () => Math.floor(next() * 256));
    const decoy = i % 10 === 0 ? [...flacHead({ number: number + 5000 * (variable ? BLOCK : 1), variable })] : [0xff, 0xf8 + Number(variable)];
    return Uint8Array.from([...flacHead({ number, variable }), ...noise, ...decoy, ...noise.slice(0, 20)]);
  });
}

function madeFile(frames: readonly Uint8Array<ArrayBuffer>[], samples = 0): Blob {
  const info = [0, 0, 0, 34, ...streamInfoBody({ rateHz: RATE_HZ, channels: 1, bits: 16, block: BLOCK, samples })];
  return new Blob([Uint8Array.from([0x66, 0x4c, 0x61, 0x43, ...info, ...COMMENT]), ...frames]);
}

async function walked(file: Blob, fromS = -Infinity): Promise<{ timestamp: number; data: Uint8Array }[]> {
  const walk = await openFlac(file);
  const packets: { timestamp: number; data: Uint8Array }[] = [];
  if (walk) for await (const { timestamp, data } of walk.packets(fromS)) packets.push({ timestamp, data: data.slice() });
  return packets;
}

describe.each([['frames', false], ['samples', true]])('the frames of FLAC whose numbers count %s', (_, variable) => {
  const frames = madeFrames(variable);

  it('are walked one by one', async () => {
    const packets = await walked(madeFile(frames));
    expect(packets.map(({ timestamp }) => timestamp)).toEqual(frames.map((_, i) => (i * BLOCK) / RATE_HZ));
    expect(packets.every(({ data }, i) => data.length === frames[i]?.length)).toBe(true);
  });

  it.each([0, 1, 1234, 2500, FRAMES - 1])('are found from the one on that a time lies in: number %i', async (number) => {
    const packets = await walked(madeFile(frames), (number + 0.5) * BLOCK_S);
    expect(packets).toHaveLength(FRAMES - number);
    expect(packets[0]).toEqual({ timestamp: number * BLOCK_S, data: frames[number] });
  });

  it('go on behind a hole at their own times', async () => {
    const packets = await walked(madeFile([...frames.slice(0, 100), new Uint8Array(100_000), ...frames.slice(120)]));
    expect(packets).toHaveLength(FRAMES - 20);
    expect(packets[100]).toEqual({ timestamp: 120 * BLOCK_S, data: frames[120] });
    expect(packets.at(-1)?.timestamp).toBe((FRAMES - 1) * BLOCK_S);
  });

  it('tell how long the file is, where its head does not', async () => {
    expect(await (await openFlac(madeFile(frames)))?.durationS()).toBeCloseTo(FRAMES * BLOCK_S, 6);
    expect(await (await openFlac(madeFile(frames, 64_000)))?.durationS()).toBe(2);
    expect(await (await openFlac(madeFile([])))?.durationS()).toBe(0);
  });

  it('of a stream that was cut out of a longer one begin at 0', async () => {
    const packets = await walked(madeFile(madeFrames(variable, 700)));
    expect([packets.length, packets[0]?.timestamp, packets[1]?.timestamp]).toEqual([FRAMES, 0, BLOCK_S]);
  });
});

it('what is no FLAC has none', async () => {
  expect(await openFlac(new Blob([new Uint8Array(1000)]))).toBeNull();
  expect(await openFlac(madeFile([]).slice(0, 30))).toBeNull();
  expect(await walked(new Blob([await madeFile([]).arrayBuffer(), new Uint8Array(100_000).fill(0xff)]))).toEqual([]);
});
