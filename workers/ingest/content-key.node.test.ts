// The content key under what taggers and remuxers do to files, done by ffmpeg.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, openAsBlob, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseFile } from './parse-file';

const FORMATS = [
  ['mp3', ['-c:a', 'libmp3lame', '-q:a', '4']],
  ['m4a', ['-c:a', 'aac', '-b:a', '96k']],
  ['flac', ['-c:a', 'flac']],
  ['ogg', ['-c:a', 'libvorbis', '-q:a', '3']],
  ['opus', ['-c:a', 'libopus', '-b:a', '64k']],
  ['wav', ['-c:a', 'pcm_s16le']],
  ['aiff', ['-c:a', 'pcm_s16be', '-write_id3v2', '1']],
  ['aac', ['-c:a', 'aac', '-b:a', '96k', '-f', 'adts']],
  ['wv', ['-c:a', 'wavpack']],
] as const;

const LONG_TAGS = ['-metadata', 'title=Été', '-metadata', 'artist=Someone', '-metadata', `comment=${'long '.repeat(20_000)}`];
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'content-key-'));
});

afterAll(() => rmSync(folder, { recursive: true }));

function ffmpeg(...args: string[]): void {
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...args], { cwd: folder });
}

/** Twenty seconds, so that the middle lies outside of the first page. */
function encode(name: string, seed: number, args: readonly string[]): void {
  ffmpeg('-f', 'lavfi', '-i', `anoisesrc=d=20:c=pink:seed=${seed}:a=0.3:r=44100`, ...args, name);
}

async function keyOf(name: string): Promise<string> {
  const parsed = await parseFile(await openAsBlob(join(folder, name)), name);
  if (!parsed.ok) throw new Error(`${name}: ${JSON.stringify(parsed.error)}`);
  return parsed.value.contentKey;
}

describe.each(FORMATS)('%s', (ending, args) => {
  const file = (name: string) => `${name}.${ending}`;
  const muxer = ending === 'aiff' ? ['-write_id3v2', '1'] : ending === 'aac' ? ['-write_id3v2', '1'] : [];

  beforeAll(() => {
    encode(file('one'), 1, args);
    encode(file('two'), 2, args);
    ffmpeg('-i', file('one'), '-c', 'copy', ...muxer, ...LONG_TAGS, file('tagged'));
    ffmpeg('-i', file('tagged'), '-c', 'copy', '-map_metadata', '-1', file('bare'));
  });

  test('keeps its key when tags are written or removed and the file is renamed', async () => {
    const key = await keyOf(file('one'));
    expect(await keyOf(file('tagged'))).toBe(key);
    expect(await keyOf(file('bare'))).toBe(key);
  });

  test('has another key for other audio', async () => {
    expect(await keyOf(file('one'))).not.toBe(await keyOf(file('two')));
  });
});

test.each(['mp3', 'm4a', 'flac'])('%s keeps its key when a cover is added', async (ending) => {
  ffmpeg('-f', 'lavfi', '-i', 'testsrc2=s=900x900', '-frames:v', '1', 'cover.png');
  const args = FORMATS.find(([name]) => name === ending)?.[1] ?? [];
  encode(`plain.${ending}`, 3, args);
  ffmpeg('-i', `plain.${ending}`, '-i', 'cover.png', '-map', '0:a', '-map', '1:v', '-c', 'copy', '-disposition:v', 'attached_pic', `covered.${ending}`);
  expect(await keyOf(`covered.${ending}`)).toBe(await keyOf(`plain.${ending}`));
});

test('m4a keeps its key when moov moves to the front', async () => {
  encode('moov.m4a', 4, ['-c:a', 'aac']);
  ffmpeg('-i', 'moov.m4a', '-c', 'copy', '-movflags', '+faststart', 'fast.m4a');
  expect(await keyOf('fast.m4a')).toBe(await keyOf('moov.m4a'));
});

test('mp3 keeps its key when APEv2 and ID3v1 tags are appended', async () => {
  encode('plain.mp3', 5, ['-c:a', 'libmp3lame']);
  const plain = Buffer.from(await (await openAsBlob(join(folder, 'plain.mp3'))).arrayBuffer());
  const item = Buffer.concat([Buffer.from([4, 0, 0, 0, 0, 0, 0, 0]), Buffer.from('Title\0Name')]);
  const footer = Buffer.alloc(32);
  footer.write('APETAGEX', 0);
  footer.writeUInt32LE(2000, 8);
  footer.writeUInt32LE(item.length + 32, 12);
  footer.writeUInt32LE(1, 16);
  const id3v1 = Buffer.concat([Buffer.from('TAG'), Buffer.alloc(125)]);
  writeFileSync(join(folder, 'appended.mp3'), Buffer.concat([plain, item, footer, id3v1]));
  expect(await keyOf('appended.mp3')).toBe(await keyOf('plain.mp3'));
});
