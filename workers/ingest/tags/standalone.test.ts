import { describe, expect, it } from 'vitest';
import { PagedReader } from '../paged-reader';
import type { FormatName } from '../sniff';
import { ascii, big, id3v2Tag, text } from '../testing/id3v2';
import { standaloneTags } from './standalone';

const little = (value: number, bytes: number) => big(value, bytes).toReversed();
const audio = ascii('audio '.repeat(20));
const title = (value: string) => [...id3v2Tag(4, [{ id: 'TIT2', content: text(3, value) }])];

async function found(format: FormatName, ...parts: readonly (readonly number[])[]): Promise<string[][]> {
  const { blocks } = await standaloneTags(new PagedReader(new Blob([Uint8Array.from(parts.flat())])), format);
  return blocks.filter((block) => block.length > 0).map((block) => block.map(({ format: name, id, value }) => `${name} ${id} ${String(value)}`));
}

function ape(items: Readonly<Record<string, string>>): number[] {
  const body = Object.entries(items).flatMap(([key, value]) => [...little(value.length, 4), 0, 0, 0, 0, ...ascii(key), 0, ...ascii(value)]);
  return [...body, ...ascii('APETAGEX'), ...little(2000, 4), ...little(body.length + 32, 4), ...little(Object.keys(items).length, 4), ...little(0, 4), ...little(0, 8)];
}

function id3v1(name: string): number[] {
  return [...ascii('TAG'), ...ascii(name.padEnd(30, '\0')), ...Array.from({ length: 94 }, () => 0), 255];
}

/** With a footer, as a tag at the end has one. */
function appended(value: string): number[] {
  const tag = title(value);
  tag[5] = 0x10;
  return [...tag, ...ascii('3DI'), ...tag.slice(3, 10)];
}

const chunk = (id: string, body: readonly number[], size: (bytes: number) => number[]) => [...ascii(id), ...size(body.length), ...body, ...(body.length % 2 ? [0] : [])];
const riff = (bytes: number) => little(bytes, 4);
const iff = (bytes: number) => big(bytes, 4);

describe('tags that stand apart from a format', () => {
  it('at the start, several of them', async () => {
    expect(await found('mp3', title('One'), title('Two'), audio)).toEqual([['ID3v2.4 TIT2 One'], ['ID3v2.4 TIT2 Two']]);
  });

  it('at the end, in any order, with one ID3v2 among them', async () => {
    expect(await found('mp3', audio, appended('Last'), ape({ Title: 'Ape' }), id3v1('Old'))).toEqual([['ID3v1 title Old'], ['APEv2 Title Ape'], ['ID3v2.4 TIT2 Last']]);
    expect(await found('tta', audio, ape({ Title: 'A\0B' }))).toEqual([['APEv2 Title A', 'APEv2 Title B']]);
  });

  it('in chunks of RIFF, the newest first', async () => {
    const info = (...tags: number[][]) => chunk('LIST', [...ascii('INFO'), ...tags.flat()], riff);
    const wav = [...ascii('RIFF'), 0, 0, 0, 0, ...ascii('WAVE')];
    expect(await found('wav', wav, chunk('data', audio, riff), chunk('id3 ', title('Old'), riff), chunk('ID3 ', title('New'), riff))).toEqual([['ID3v2.4 TIT2 New'], ['ID3v2.4 TIT2 Old']]);
    // The second writer left out the byte that fills up an odd length.
    expect(await found('wav', wav, info([...ascii('INAM'), ...little(3, 4), ...ascii('abc'), 0], [...ascii('IART'), ...little(1, 4), ...ascii('x'), ...ascii('IPRD'), ...little(2, 4), ...ascii('yz')])))
      .toEqual([['exif INAM abc', 'exif IART x', 'exif IPRD yz']]);
  });

  it('in chunks of AIFF, with its own texts', async () => {
    expect(await found('aiff', ascii('FORM'), [0, 0, 0, 0], ascii('AIFF'), chunk('NAME', ascii('Été'), iff), chunk('ID3 ', title('Tag'), iff))).toEqual([['ID3v2.4 TIT2 Tag'], ['AIFF NAME Été']]);
  });

  it('where DSF points to', async () => {
    const head = [...ascii('DSD '), ...little(28, 8), ...little(0, 8), ...little(28 + audio.length, 8)];
    expect(await found('dsf', head, audio, title('Dsd'))).toEqual([['ID3v2.4 TIT2 Dsd']]);
  });

  it('are none where lengths lie', async () => {
    const lying = ape({ Title: 'Ape' });
    lying.splice(-20, 4, ...little(1_000_000, 4));
    expect(await found('mp3', audio, lying)).toEqual([]);
    expect(await found('wav', ascii('RIFF'), [0, 0, 0, 0], ascii('WAVE'), ascii('LIST'), little(4_000_000_000, 4), ascii('INFO'), ascii('INAM'), little(4_000_000_000, 4), ascii('abcd'))).toEqual([['exif INAM abcd']]);
  });
});
