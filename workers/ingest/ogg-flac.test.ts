import { describe, expect, it } from 'vitest';
import { oggFlac } from './ogg-flac';
import { PagedReader } from './paged-reader';
import { ascii, big } from './testing/id3v2';

const little = (value: number) => big(value, 4).toReversed();
const zeros = (count: number) => Array.from({ length: count }, () => 0);
const block = (type: number, body: readonly number[], last = false) => [type | (last ? 128 : 0), ...big(body.length, 3), ...body];

/** One page with one packet of fewer than 65,000 bytes. */
function page(packet: readonly number[], sequence: number): number[] {
  const lacing = [...Array.from({ length: Math.floor(packet.length / 255) }, () => 255), packet.length % 255];
  return [...ascii('OggS'), 0, sequence === 0 ? 2 : 0, ...zeros(8), ...little(7), ...little(sequence), ...zeros(4), lacing.length, ...lacing, ...packet];
}

/** 44.1 kHz in stereo with 16 bits. */
const first = [0x7f, ...ascii('FLAC'), 1, 0, 0, 2, ...ascii('fLaC'), ...block(0, [...zeros(10), 0x0a, 0xc4, 0x42, 0xf0, ...zeros(20)])];

function comments(...texts: readonly string[]): number[] {
  const written = texts.map((text) => [...new TextEncoder().encode(text)]);
  return block(4, [...little(0), ...little(texts.length), ...written.flatMap((text) => [...little(text.length), ...text])]);
}

const picture = [...big(3, 4), ...big(9, 4), ...ascii('image/png'), ...big(0, 4), ...zeros(16), ...big(4, 4), 1, 2, 3, 4];
const base64 = btoa(String.fromCharCode(...picture));
const read = (...packets: readonly number[][]) => oggFlac(new PagedReader(new Blob([Uint8Array.from([first, ...packets].flatMap(page))])));

describe('FLAC inside Ogg', () => {
  it('gives its format, its comments and its pictures, in blocks and in comments', async () => {
    const flac = await read(comments('title=Été', `metadata_block_picture=${base64}`), block(6, picture, true));
    expect(flac?.format).toMatchObject({ codec: 'FLAC', sampleRate: 44_100, numberOfChannels: 2, bitsPerSample: 16 });
    const shown = { format: 'image/png', type: 'Cover (front)', description: '', data: Uint8Array.of(1, 2, 3, 4) };
    expect(flac?.blocks[0]).toEqual([
      { format: 'vorbis', id: 'TITLE', value: 'Été' }, { format: 'vorbis', id: 'METADATA_BLOCK_PICTURE', value: shown }, { format: 'vorbis', id: 'METADATA_BLOCK_PICTURE', value: shown },
    ]);
  });

  it('keeps a picture that cannot be read as the text it is', async () => {
    const flac = await read(comments('METADATA_BLOCK_PICTURE=no base64', `METADATA_BLOCK_PICTURE=${base64.slice(0, 8)}`));
    expect(flac?.blocks[0]?.map((tag) => tag.value)).toEqual(['no base64', base64.slice(0, 8)]);
  });

  it('gives the cue sheet that stands in a block', async () => {
    const track = (no: number, offset: number) => [...big(offset, 8), no, ...zeros(12), 0, ...zeros(13), 1, ...zeros(8), 1, 0, 0, 0];
    const flac = await read(comments('TITLE=x'), block(5, [...zeros(395), 2, ...track(1, 0), ...track(2, 44_100)], true));
    expect(flac?.blocks[1]).toMatchObject([{ format: 'FLAC', id: 'CUESHEET', value: expect.stringContaining('TRACK 02 AUDIO\n    INDEX 01 00:01:00') as string }]);
  });

  it('is nothing where the stream is of another codec', async () => {
    expect(await oggFlac(new PagedReader(new Blob([Uint8Array.from(page([1, ...ascii('vorbis'), ...zeros(30)], 0))])))).toBeNull();
  });
});
