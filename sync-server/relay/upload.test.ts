import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { describe, expect, it } from 'vitest';
import { parseRange } from './byte-range';
import { exactLength } from './exact-length';
import { readSentRange } from './upload';

describe('a Range header', () => {
  it.each([
    ['bytes=0-', { start: 0, end: null }],
    ['bytes=100-199', { start: 100, end: 199 }],
    ['bytes=7-7', { start: 7, end: 7 }],
    [' bytes=5- ', { start: 5, end: null }],
  ])('%j asks for a part', (header, range) => {
    expect(parseRange(header)).toEqual(range);
  });

  it.each([undefined, '', 'bytes=-500', 'bytes=5-4', 'bytes=0-1,5-6', 'items=0-1', 'bytes=a-b', 'bytes=', 'bytes=1e3-', 'bytes=99999999999999999999-'])('%j asks for the whole file', (header) => {
    expect(parseRange(header)).toBeNull();
  });
});

describe('what a device sends', () => {
  const headers = { 'content-type': 'audio/flac', 'x-total-bytes': '1000' };

  it('is as many bytes as its length says, from where it was asked', () => {
    expect(readSentRange({ ...headers, 'content-length': '100' }, { start: 50, end: null })).toEqual({ contentType: 'audio/flac', totalBytes: 1_000, start: 50, end: 149 });
  });

  it('may come without a length where it names its bytes', () => {
    expect(readSentRange({ ...headers, 'x-byte-range': '50-999' }, { start: 50, end: null })).toMatchObject({ start: 50, end: 999 });
  });

  it('may be less than was asked for, as HTTP allows', () => {
    expect(readSentRange({ ...headers, 'content-length': '10' }, { start: 0, end: 99 })).toMatchObject({ start: 0, end: 9 });
  });

  it('may be nothing behind the end of the file', () => {
    expect(readSentRange({ ...headers, 'content-length': '0' }, { start: 1_000, end: null })).toMatchObject({ start: 1_000, end: 999, totalBytes: 1_000 });
  });

  it('may name parameters of its type, which go no further', () => {
    expect(readSentRange({ ...headers, 'content-type': 'Audio/OGG; codecs=opus', 'content-length': '1' }, { start: 0, end: 0 })?.contentType).toBe('audio/ogg');
  });

  it.each([
    ['another type', { 'content-type': 'text/html', 'content-length': '1' }],
    ['no type', { 'content-type': undefined, 'content-length': '1' }],
    ['neither length nor range', {}],
    ['no total', { 'x-total-bytes': undefined, 'content-length': '1' }],
    ['a total beyond any file', { 'x-total-bytes': '999999999999999', 'content-length': '1' }],
    ['more than was asked for', { 'content-length': '101' }],
    ['bytes behind its own end', { 'x-total-bytes': '20', 'content-length': '21' }],
    ['nothing, though there is more', { 'content-length': '0' }],
    ['another start', { 'x-byte-range': '1-99' }],
    ['a range that ends before it starts', { 'x-byte-range': '0--1' }],
    ['words for a range', { 'x-byte-range': 'all' }],
  ])('is refused with %s', (_what, change) => {
    expect(readSentRange({ ...headers, ...change }, { start: 0, end: 99 })).toBeNull();
  });
});

describe('bytes on their way', () => {
  async function pass(announced: number, sent: readonly number[]): Promise<number> {
    let received = 0;
    await pipeline(Readable.from(sent.map((length) => Buffer.alloc(length))), exactLength(announced), async (chunks: AsyncIterable<Buffer>) => {
      for await (const chunk of chunks) received += chunk.length;
    });
    return received;
  }

  it('go through when they are as many as announced', async () => {
    expect(await pass(30, [10, 0, 20])).toBe(30);
  });

  it.each([[30, [10, 10]], [30, [10, 21]], [1, []]])('fail when they are not: %i announced, %j sent', async (announced, sent) => {
    await expect(pass(announced, sent)).rejects.toThrow('than announced');
  });
});
