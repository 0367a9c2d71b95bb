// Scans of real folders: what becomes of tags, their details, and files without any.
import { expect, test } from 'vitest';
import { guessSamples, setPathPatterns } from '../../src/db/path-patterns';
import { tagDetails } from '../../src/db/tag-details';
import { deleteTracks } from '../../src/db/tracks';
import type { TrackId } from '../../src/domain/library/ids';
import { ascii, encoded, id3v2Tag, text } from './testing/id3v2';
import { library, valueOf } from './testing/library';
import { id3, wav } from './testing/wav';

const tagged = (seed: number, ...frames: Parameters<typeof id3v2Tag>[1][number][]) => wav(seed, id3v2Tag(4, frames) as Uint8Array<ArrayBuffer>);

test('what only the page of a track shows is kept beside its row, follows a move, and goes with it', async () => {
  const { db, write, remove, scan, rows } = await library();
  const file = tagged(1,
    { id: 'TIT2', content: text(3, 'Song') }, { id: 'TPE3', content: text(3, 'Carlos Kleiber') }, { id: 'TMCL', content: text(3, 'piano\0Clara Haskil') },
    { id: 'USLT', content: Uint8Array.from([3, ...ascii('eng'), ...encoded(3, '\0[00:01.50]One\n[00:03.00]Two')]) },
    { id: 'POPM', content: Uint8Array.from([...ascii('me@x\0'), 196, 0, 0, 0, 7]) });
  await write('a.wav', file);
  await scan();
  const { trackId } = (await rows()).get('a.wav') as { trackId: TrackId };
  expect(await tagDetails(db, trackId)).toMatchObject({
    credits: [{ role: 'conductor', name: 'Carlos Kleiber' }, { role: 'performer', name: 'Clara Haskil', as: 'piano' }],
    lyrics: [{ text: 'One\nTwo', lines: [{ atMs: 1500, text: 'One' }, { atMs: 3000, text: 'Two' }], language: 'eng' }],
    ratings: [{ halfStars: 8, source: 'POPM me@x' }], playCounts: [{ count: 7 }],
    native: expect.arrayContaining([{ format: 'ID3v2.4', id: 'TPE3', value: 'Carlos Kleiber' }]) as unknown,
  });
  await remove('a.wav');
  await write('b.wav', file);
  await scan();
  expect((await rows()).get('b.wav')?.trackId).toBe(trackId);
  expect(await db.tagDetails.count()).toBe(1);
  expect((await tagDetails(db, trackId))?.credits).toHaveLength(2);
  await deleteTracks(db, [trackId]);
  expect(await db.tagDetails.count()).toBe(0);
});

test('files without tags take what their path says, marked as guessed, and new patterns name them anew without reading them', async () => {
  const { db, ingest, write, remove, scan, rows } = await library();
  await write('Björk/1997 - Homogenic/01 Hunter.wav', wav(1));
  await write('Björk/1997 - Homogenic/02 Jóga.wav', wav(2));
  await write('Björk/1997 - Homogenic/03 Unravel.wav', wav(3, id3({ TIT2: 'Tagged', TPE1: 'Someone' })));
  await scan();
  const before = await rows();
  expect(before.get('Björk/1997 - Homogenic/01 Hunter.wav')).toMatchObject({
    tags: { title: 'Hunter', artist: 'Björk', artists: ['Björk'], album: 'Homogenic', albumArtist: 'Björk', year: 1997, date: '1997', trackNo: 1, guessed: ['album', 'albumArtist', 'artist', 'title', 'trackNo', 'year'] },
    albumKey: before.get('Björk/1997 - Homogenic/02 Jóga.wav')?.albumKey, artistKey: expect.any(String) as string,
  });
  expect(before.get('Björk/1997 - Homogenic/03 Unravel.wav')?.tags).toMatchObject({ title: 'Tagged', album: null });
  expect(valueOf(await scan())).toMatchObject({ changed: 0, unchanged: 3 });
  expect(await guessSamples(db)).toEqual(['Björk/1997 - Homogenic/01 Hunter.wav', 'Björk/1997 - Homogenic/02 Jóga.wav']);

  // No file can be read any more: what is made again comes from the rows alone.
  await remove('Björk');
  await setPathPatterns(db, ['%artist%/%year% - %album%/%trackNo% %title%']);
  await ingest.parseQueued(() => undefined);
  expect((await rows()).get('Björk/1997 - Homogenic/01 Hunter.wav')?.tags).toMatchObject({ albumArtist: null, artist: 'Björk', guessed: ['album', 'artist', 'title', 'trackNo', 'year'] });
});

test('a file that gets tags loses its guesses', async () => {
  const { write, scan, rows } = await library();
  await write('A/B/01 Guess.wav', wav(1));
  await scan();
  await write('A/B/01 Guess.wav', wav(1, id3({ TIT2: 'Truth' })));
  await scan();
  const tags = (await rows()).get('A/B/01 Guess.wav')?.tags;
  expect(tags).toMatchObject({ title: 'Truth', album: null });
  expect(tags?.guessed).toBeUndefined();
});

test('texts in an encoding that their tag does not declare are repaired and marked', async () => {
  const { write, scan, rows } = await library();
  const latin1 = (bytes: readonly number[]) => Uint8Array.from([0, ...bytes]);
  const cyrillic = (word: string) => Array.from(word, (letter) => (letter === ' ' ? 0x20 : letter.charCodeAt(0) - 0x0350));
  await write('a.wav', tagged(1, { id: 'TIT2', content: latin1(cyrillic('Группа крови')) }, { id: 'TALB', content: text(1, 'Plain') }));
  await scan();
  expect((await rows()).get('a.wav')?.tags).toMatchObject({ title: 'Группа крови', album: 'Plain', encoding: { repaired: 'windows-1251', fields: ['title'], candidates: [] } });
});
