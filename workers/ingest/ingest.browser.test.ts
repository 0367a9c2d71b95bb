// Scans of real folders: what becomes of files, tags, covers and moves.
import { expect, test } from 'vitest';
import { id3, wav } from './testing/wav';
import { library, valueOf } from './testing/library';

test('a new file becomes a parsed row with tags, keys and technical facts', async () => {
  const { write, scan, rows } = await library();
  await write('Album/01.wav', wav(1, id3({ TIT2: 'Été', TPE1: 'Björk', TALB: 'Début', TRCK: '1/12', TCON: '(17)Rock' })));
  expect(valueOf(await scan())).toMatchObject({ added: 1, moved: 0, missing: 0, failed: 0 });
  expect((await rows()).get('Album/01.wav')).toMatchObject({
    stage: 'parsed', queue: 'sound', folder: 'Album', failure: null,
    tags: { title: 'Été', artist: 'Björk', album: 'Début', trackNo: 1, trackTotal: 12, genres: ['Rock'] },
    technical: { sampleRateHz: 8000, durationS: 1, lossless: true },
    contentKey: expect.stringMatching(/^[0-9a-f]{32}$/) as string, albumKey: expect.any(String) as string,
  });
});

test('a rescan with nothing changed writes nothing', async () => {
  const { db, write, scan } = await library();
  await write('a.wav', wav(1));
  await scan();
  const seq = await db.meta.get('seq');
  expect(valueOf(await scan())).toMatchObject({ added: 0, changed: 0, unchanged: 1 });
  expect(await db.meta.get('seq')).toEqual(seq);
});

test('an album whose tracks carry different years is one album, over its disc folders too', async () => {
  const { write, scan, rows } = await library();
  const song = (title: string, year: string) => wav(Number(year), id3({ TIT2: title, TPE1: 'A', TALB: 'Collected', TYER: year }));
  await write('Collected/CD1/1.wav', song('One', '2004'));
  await write('Collected/CD2/1.wav', song('Two', '2010'));
  await write('Collected 1994/1.wav', song('Old', '1994'));
  await scan();
  const keyOf = async (path: string) => (await rows()).get(path)?.albumKey;
  expect(await keyOf('Collected/CD1/1.wav')).toBe(await keyOf('Collected/CD2/1.wav'));
  expect(await keyOf('Collected 1994/1.wav')).not.toBe(await keyOf('Collected/CD1/1.wav'));
  await write('Collected/CD2/2.wav', song('Three', '2012'));
  await scan();
  expect(await keyOf('Collected/CD2/2.wav')).toBe(await keyOf('Collected/CD1/1.wav'));
  expect(valueOf(await scan())).toMatchObject({ changed: 0, unchanged: 4 });
});

test('an empty folder, and one without music, are no error', async () => {
  const { write, scan } = await library();
  expect(valueOf(await scan())).toMatchObject({ added: 0 });
  await write('notes.txt', 'text');
  expect(valueOf(await scan())).toMatchObject({ added: 0 });
});

test('names keep their emoji, combining accents and right-to-left text exactly', async () => {
  const { write, scan, rows } = await library();
  const names = ['🎸 riff 👩‍🎤.wav', 'Beyonce\u0301.wav', 'Beyoncé.wav', 'שלום עולם.wav', 'مرحبا.wav'];
  for (const [i, name] of names.entries()) await write(`ملف/${name}`, wav(i));
  await scan();
  expect([...(await rows()).keys()].sort()).toEqual(names.map((name) => `ملف/${name}`).sort());
});

test('a file 25 folders deep is found', async () => {
  const { write, scan, rows } = await library();
  const path = `${Array.from({ length: 25 }, (_, i) => `d${i}`).join('/')}/deep.wav`;
  await write(path, wav(1));
  await scan();
  expect((await rows()).get(path)?.stage).toBe('parsed');
});

test('broken files are listed with a plain reason and the rest goes on', async () => {
  const { write, scan, rows } = await library();
  await write('empty.mp3', '');
  await write('text.mp3', 'This is a shopping list. '.repeat(100));
  await write('good.wav', wav(1));
  expect(valueOf(await scan())).toMatchObject({ added: 3, failed: 2 });
  const found = await rows();
  expect(found.get('empty.mp3')).toMatchObject({ queue: 'failed', failure: { step: 'parse', code: 'file-empty' } });
  expect(found.get('text.mp3')).toMatchObject({ queue: 'failed', failure: { step: 'parse', code: 'not-audio' } });
  expect(found.get('good.wav')?.failure).toBeNull();
});

test('a FLAC cut off in the middle of its audio is still read', async () => {
  const { write, scan, rows } = await library();
  await write('cut.flac', cutFlac());
  await scan();
  expect((await rows()).get('cut.flac')).toMatchObject({ stage: 'parsed', failure: null, technical: { sampleRateHz: 44_100, durationS: 10 } });
});

test('a changed file keeps its row; one that cannot be read any more keeps its key and tags too', async () => {
  const { write, scan, rows } = await library();
  await write('a.wav', wav(1, id3({ TIT2: 'One' })));
  await scan();
  const before = (await rows()).get('a.wav');
  await write('a.wav', wav(1, id3({ TIT2: 'One, again' })));
  expect(valueOf(await scan())).toMatchObject({ changed: 1 });
  const retagged = (await rows()).get('a.wav');
  expect(retagged).toMatchObject({ trackId: before?.trackId, addedAtMs: before?.addedAtMs, contentKey: before?.contentKey, tags: { title: 'One, again' } });
  await write('a.wav', '');
  await scan();
  expect((await rows()).get('a.wav')).toMatchObject({ trackId: before?.trackId, failure: { code: 'file-empty' }, contentKey: before?.contentKey, tags: { title: 'One, again' } });
});

test('an absent file is marked missing, and is back when it returns', async () => {
  const { write, remove, scan, rows } = await library();
  await write('a.wav', wav(1));
  await write('b.wav', wav(2));
  await scan();
  await remove('a.wav');
  expect(valueOf(await scan())).toMatchObject({ missing: 1 });
  expect((await rows()).get('a.wav')).toMatchObject({ missing: 1, queue: null });
  await write('a.wav', wav(1));
  await scan();
  expect((await rows()).get('a.wav')).toMatchObject({ missing: 0, stage: 'parsed' });
});

test('an emptied folder loses no row', async () => {
  const { write, remove, scan, rows } = await library();
  for (const i of [1, 2, 3]) await write(`album/${i}.wav`, wav(i));
  await write('other/4.wav', wav(4));
  await scan();
  await remove('album');
  await scan();
  expect([...(await rows()).values()].map(({ path, missing }) => [path, missing]).sort()).toEqual([['album/1.wav', 1], ['album/2.wav', 1], ['album/3.wav', 1], ['other/4.wav', 0]]);
});

test('a scan that was stopped says so, and what it found is parsed later', async () => {
  const { ingest, rootId, write, rows } = await library();
  for (let i = 0; i < 300; i++) await write(`${i}.wav`, wav(i));
  const scanning = ingest.scan(rootId, (progress) => void (progress.walked > 20 && ingest.stop()));
  expect(await scanning).toEqual({ ok: false, error: { code: 'cancelled' } });
  valueOf(await ingest.scan(rootId, () => undefined));
  expect([...(await rows()).values()].filter((row) => row.stage === 'parsed')).toHaveLength(300);
});

test('rows that a closed tab left behind are parsed without a scan', async () => {
  const { db, ingest, write, scan, rows } = await library();
  await write('x/y/a.wav', wav(1, id3({ TIT2: 'Left' })));
  await write('b.wav', wav(2));
  await scan();
  await db.tracks.toCollection().modify({ stage: 'found', queue: 'parse', tags: null });
  expect(valueOf(await ingest.parseQueued(() => undefined))).toEqual({ parsed: 2, failed: 0 });
  expect((await rows()).get('x/y/a.wav')).toMatchObject({ stage: 'parsed', tags: { title: 'Left' } });
});

test('a paused scan goes on where it was', async () => {
  const { ingest, rootId, write, rows } = await library();
  for (let i = 0; i < 60; i++) await write(`${i}.wav`, wav(i));
  let paused = false;
  const scanning = ingest.scan(rootId, () => {
    if (paused) return;
    paused = true;
    void ingest.pause().then(() => setTimeout(() => void ingest.resume(), 50));
  });
  expect(valueOf(await scanning)).toMatchObject({ added: 60, failed: 0 });
  expect((await rows()).size).toBe(60);
});

/** STREAMINFO of ten seconds at 44.1 kHz stereo 16 bit, then the first bytes of a frame. */
function cutFlac(): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(4 + 4 + 34 + 64);
  bytes.set(new TextEncoder().encode('fLaC'));
  bytes.set([0x80, 0, 0, 34], 4);
  const view = new DataView(bytes.buffer, 8);
  view.setUint16(0, 4096);
  view.setUint16(2, 4096);
  const samples = 441_000;
  view.setUint32(10, (44_100 << 12) | (1 << 9) | (15 << 4));
  view.setUint32(14, samples);
  bytes.set([0xff, 0xf8, 0xc9, 0x18], 42);
  return bytes;
}
