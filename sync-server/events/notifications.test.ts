import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createUnpacker, MAX_PAYLOAD_BYTES, packPayloads } from './notifications';
import { createOutbox } from './outbox';

const INSTANCE = 'a1b2c3d4e5f6';
const long = fc.tuple(fc.constantFrom('a', 'é', '𝄞', '"', '\n', '\u007f'), fc.nat(20_000)).map(([char, length]) => char.repeat(length));
const texts = fc.array(fc.oneof(fc.string({ unit: 'binary' }), long), { maxLength: 20 });

describe('payloads of NOTIFY', () => {
  it('never reach the limit of PostgreSQL, and give the same texts back in order', () => {
    fc.assert(fc.property(texts, fc.nat(2 ** 40), (given, number) => {
      const unpack = createUnpacker();
      const { payloads } = packPayloads(INSTANCE, number, given.map((text) => JSON.stringify(text)));
      const received = payloads.flatMap((payload) => {
        expect(Buffer.byteLength(payload)).toBeLessThanOrEqual(MAX_PAYLOAD_BYTES);
        return unpack(payload)?.values ?? [];
      });
      expect(received).toEqual(given);
    }), { numRuns: 100 });
  });

  it('carry many small texts at once', () => {
    const small = Array.from({ length: 100 }, (_, n) => JSON.stringify({ n }));
    expect(packPayloads(INSTANCE, 0, small).payloads).toHaveLength(1);
  });

  it('are put together for each sender by itself', () => {
    const unpack = createUnpacker();
    const big = JSON.stringify('x'.repeat(20_000));
    const [a1 = '', a2 = '', a3 = ''] = packPayloads('aaa', 0, [big]).payloads;
    const [b1 = '', b2 = '', b3 = ''] = packPayloads('bbb', 0, [big]).payloads;
    const seen = [a1, b1, b2, a2, a3, b3].map((payload) => unpack(payload)?.fromInstance ?? null);
    expect(seen).toEqual([null, null, null, null, 'aaa', 'bbb']);
  });

  it('are dropped when a part is missing, and the next ones are not', () => {
    const unpack = createUnpacker();
    const first = packPayloads(INSTANCE, 0, [JSON.stringify('x'.repeat(20_000))]);
    const second = packPayloads(INSTANCE, first.nextNumber, [JSON.stringify('y'.repeat(20_000))]);
    const received = [first.payloads[0], first.payloads[2], ...second.payloads].map((payload) => unpack(payload ?? ''));
    expect(received.filter(Boolean)).toEqual([{ fromInstance: INSTANCE, values: ['y'.repeat(20_000)] }]);
  });

  it('of others in the same database are left alone', () => {
    expect(createUnpacker()('something else')).toBeNull();
  });
});

describe('what waits for the database', () => {
  it('is bounded, and says that something was lost', () => {
    const outbox = createOutbox();
    for (let n = 0; n < 10_005; n++) outbox.add('x');
    const { texts: left, lost } = outbox.take();
    expect([left.length, lost, outbox.isEmpty()]).toEqual([4, true, true]);
  });

  it('is bounded in size too', () => {
    const outbox = createOutbox();
    for (let n = 0; n < 10; n++) outbox.add('x'.repeat(500_000));
    expect(outbox.take().lost).toBe(true);
  });

  it('comes before what came later when it could not be sent', () => {
    const outbox = createOutbox();
    outbox.add('1');
    const taken = outbox.take();
    outbox.add('2');
    outbox.putBack(taken);
    expect(outbox.take()).toEqual({ texts: ['1', '2'], lost: false });
  });
});
