import { expect, it } from 'vitest';
import type { ErrorCode, Result } from '../../../src/domain/result';
import { openAudio } from '../audio-source';
import { decode, type DecodeOutcome } from '../decode';
import { CLIP_NAMES, clip } from '../testing/clips';
import { dff, dsf } from '../testing/dsd';

const VARIANTS = 15;
/** What a file may be told to be; anything else would be a fault of ours. */
const REASONS: ReadonlySet<ErrorCode> = new Set(['not-audio', 'truncated', 'unsupported-format', 'decode-failed']);

const MADE: Readonly<Record<string, () => Uint8Array<ArrayBuffer>>> = { 'made.dsf': () => dsf(1000, 1500, 2), 'made.dff': () => dff(1000, 8192) };
const names = [...CLIP_NAMES, ...Object.keys(MADE)];

function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Odd variants are cut off, even ones have bits turned: half of those in the head, where sizes and counts are. */
function damaged(whole: Uint8Array<ArrayBuffer>, variant: number): Uint8Array<ArrayBuffer> {
  const next = random(variant * 7919 + whole.length);
  if (variant % 2 === 1) return whole.slice(0, Math.floor(next() * whole.length));
  const bytes = whole.slice();
  const reach = variant % 4 === 0 ? Math.min(256, bytes.length) : bytes.length;
  for (let count = 1 + Math.floor(next() * 12); count > 0; count--) {
    const at = Math.floor(next() * reach);
    bytes[at] = (bytes[at] as number) ^ (1 << Math.floor(next() * 8));
  }
  return bytes;
}

async function heard(bytes: Uint8Array<ArrayBuffer>, name: string): Promise<Result<DecodeOutcome>> {
  const source = await openAudio(new File([bytes], name));
  if (!source.ok) return source;
  try {
    return await decode(source.value, () => () => undefined);
  } finally {
    source.value.dispose();
  }
}

it('are at least 300 damaged files', () => expect(names.length * VARIANTS).toBeGreaterThanOrEqual(300));

it.each(names)('%s, cut off or with bits turned, gives sound or a reason', async (name) => {
  const whole = MADE[name]?.() ?? await clip(name);
  for (let variant = 0; variant < VARIANTS; variant++) {
    const answer = await heard(damaged(whole, variant), name);
    const said = answer.ok ? answer.value.frames > 0 : REASONS.has(answer.error.code);
    expect(said, `variant ${variant}: ${JSON.stringify(answer)}`).toBe(true);
  }
});
