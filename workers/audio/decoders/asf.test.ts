import { expect, it } from 'vitest';
import { AsfObjects } from './asf';

const little = (value: number, length: number) => Array.from({ length }, (_, i) => (value >> (8 * i)) & 255);
/** Several payloads, as Windows' encoders write: object in one byte, offset in four, eight bytes replicated, length in two. */
const packet = (payloads: readonly { stream: number; object: number; offset: number; objectBytes: number; data: readonly number[] }[]) => Uint8Array.from([
  0x82, 0, 0, 0x09, 0x5d, 3, ...little(0, 6), 0x80 | payloads.length,
  ...payloads.flatMap(({ stream, object, offset, objectBytes, data }) => [stream | 0x80, object, ...little(offset, 4), 8, ...little(objectBytes, 4), ...little(0, 4), ...little(data.length, 2), ...data]),
  0, 0, 0,
]);
const all = (objects: AsfObjects, ...packets: Uint8Array[]) => packets.flatMap((each) => [...objects.of(each)].map((object) => [...object]));

it('an object that is cut over two packets is put together, one of another stream left out', () => {
  expect(all(
    new AsfObjects(1),
    packet([{ stream: 1, object: 4, offset: 0, objectBytes: 2, data: [1, 2] }, { stream: 1, object: 5, offset: 0, objectBytes: 5, data: [3, 4] }]),
    packet([{ stream: 2, object: 5, offset: 2, objectBytes: 5, data: [9, 9, 9] }, { stream: 1, object: 5, offset: 2, objectBytes: 5, data: [5, 6, 7] }]),
  )).toEqual([[1, 2], [3, 4, 5, 6, 7]]);
});

it('an object whose packet is lost is dropped, and the next one is not', () => {
  expect(all(
    new AsfObjects(1),
    packet([{ stream: 1, object: 4, offset: 0, objectBytes: 6, data: [1, 2] }]),
    packet([{ stream: 1, object: 4, offset: 4, objectBytes: 6, data: [5, 6] }, { stream: 1, object: 5, offset: 0, objectBytes: 1, data: [7] }]),
  )).toEqual([[7]]);
});

it('a packet of one payload goes to the padding', () => {
  const single = Uint8Array.from([0x82, 0, 0, 0x08, 0x5d, 2, ...little(0, 6), 1, 0, ...little(0, 4), 8, ...little(3, 4), ...little(0, 4), 1, 2, 3, 0, 0]);
  expect(all(new AsfObjects(1), single)).toEqual([[1, 2, 3]]);
});

it('a torn packet gives what is there', () => {
  expect(all(new AsfObjects(1), Uint8Array.from([0x82, 0]), new Uint8Array(0))).toEqual([]);
});
