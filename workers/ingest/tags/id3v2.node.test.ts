import fc from 'fast-check';
import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { ascii, big, encoded, id3v2Tag, text } from '../testing/id3v2';
import { readId3v2 } from './id3v2';

const values = async (bytes: Uint8Array) => (await readId3v2(bytes)).map(({ id, value }) => [id, value]);

describe('texts of ID3v2', () => {
  test.each([2, 3, 4] as const)('version 2.%i in all encodings', async (major) => {
    const id = major === 2 ? 'TT2' : 'TIT2';
    for (const code of [0, 1, 2, 3] as const) expect(await values(id3v2Tag(major, [{ id, content: text(code, 'Été') }]))).toEqual([[id, 'Été']]);
  });

  test('keep the slash of a name in 2.3, where others split', async () => {
    expect(await values(id3v2Tag(3, [{ id: 'TPE1', content: text(0, 'AC/DC') }]))).toEqual([['TPE1', 'AC/DC']]);
  });

  test('are several where NULs part them, and lose the NULs at their end', async () => {
    expect(await values(id3v2Tag(4, [{ id: 'TPE1', content: text(3, 'A\0B\0\0') }]))).toEqual([['TPE1', 'A'], ['TPE1', 'B']]);
    expect(await values(id3v2Tag(3, [{ id: 'TPE1', content: text(1, 'A\0\ufeffB\0') }]))).toEqual([['TPE1', 'A'], ['TPE1', 'B']]);
  });

  test('are marked where they claim to be Latin-1', async () => {
    const tags = await readId3v2(id3v2Tag(3, [{ id: 'TIT2', content: text(0, 'a') }, { id: 'TALB', content: text(1, 'b') }]));
    expect(tags.map((tag) => tag.latin1)).toEqual([true, undefined]);
  });
});

describe('what taggers do to ID3v2', () => {
  const title = { id: 'TIT2', content: text(0, 'Title') };

  test('padding, and what lies behind it, is passed over', async () => {
    expect(await values(id3v2Tag(3, [title], { padding: 5_000 }))).toEqual([['TIT2', 'Title']]);
  });

  test('sizes of 2.4 that old iTunes wrote as plain numbers', async () => {
    const long = text(0, 'x'.repeat(300));
    expect(await values(id3v2Tag(4, [{ id: 'TALB', content: long, sizeBytes: big(long.length, 4) }, title]))).toEqual([['TALB', 'x'.repeat(300)], ['TIT2', 'Title']]);
  });

  test('ids of 2.2 filled up with a NUL in 2.3', async () => {
    expect(await values(id3v2Tag(3, [{ id: 'TT2\0', content: text(0, 'Title') }]))).toEqual([['TT2', 'Title']]);
  });

  test('a tag unsynchronised as a whole', async () => {
    const content = Uint8Array.from([1, 0xff, 0x00, 0xfe, ...encoded(1, 'ab').slice(2)]);
    expect(await values(id3v2Tag(3, [{ id: 'TIT2', content, sizeBytes: big(content.length - 1, 4) }], { flags: 0x80 }))).toEqual([['TIT2', 'ab']]);
  });

  test('a compressed frame', async () => {
    const packed = deflateSync(text(0, 'Title'));
    expect(await values(id3v2Tag(3, [{ id: 'TIT2', content: Uint8Array.from([...big(6, 4), ...packed]), format: 0x80 }]))).toEqual([['TIT2', 'Title']]);
    expect(await values(id3v2Tag(4, [{ id: 'TIT2', content: Uint8Array.from([...big(6, 4), ...packed]), format: 0x09 }]))).toEqual([['TIT2', 'Title']]);
  });
});

describe('frames with parts', () => {
  test('comments, lyrics, ratings and people', async () => {
    const tags = await values(id3v2Tag(4, [
      { id: 'COMM', content: Uint8Array.from([3, ...ascii('eng'), ...encoded(3, 'about\0words')]) },
      { id: 'TXXX', content: text(3, 'BARCODE\u0000123') },
      { id: 'POPM', content: Uint8Array.from([...ascii('me@x\0'), 196, 0, 0, 0, 7]) },
      { id: 'TMCL', content: text(3, 'guitar\0Jane\0bass\0Joe') },
      { id: 'SYLT', content: Uint8Array.from([3, ...ascii('eng'), 2, 1, 0, ...encoded(3, 'one\0'), ...big(1500, 4), ...encoded(3, '\ntwo\0'), ...big(3000, 4)]) },
    ]));
    expect(tags).toEqual([
      ['COMM', { language: 'eng', descriptor: 'about', text: 'words' }],
      ['TXXX:BARCODE', '123'],
      ['POPM', { email: 'me@x', rating: 196, counter: 7 }],
      ['TMCL', { people: [{ role: 'guitar', name: 'Jane' }, { role: 'bass', name: 'Joe' }] }],
      ['SYLT', { language: 'eng', timeStampFormat: 2, contentType: 1, descriptor: '', syncText: [{ text: 'one', timestamp: 1500 }, { text: '\ntwo', timestamp: 3000 }] }],
    ]);
  });
});

test('whatever the bytes, a tag ends in a list', async () => {
  const tag = id3v2Tag(4, [{ id: 'APIC', content: Uint8Array.from([0, ...ascii('image/png\0'), 3, 0, 1, 2, 3]) }, { id: 'SYLT', content: text(1, 'x') }, { id: 'TIT2', content: text(1, 'y') }]);
  await fc.assert(fc.asyncProperty(fc.array(fc.tuple(fc.nat(tag.length - 1), fc.nat(255)), { maxLength: 12 }), fc.nat(tag.length), async (flips, cut) => {
    const broken = tag.slice();
    for (const [at, byte] of flips) broken[at] = byte;
    expect(Array.isArray(await readId3v2(broken.subarray(0, cut)))).toBe(true);
  }));
});
