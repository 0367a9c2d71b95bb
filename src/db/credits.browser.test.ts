// Credits follow what the library knows: names that come settle credits that were there, and back when they go.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { keepWhole, letCut } from '../domain/library/whole-names';
import { keysOf } from '../domain/library/keys';
import type { RootId, TrackId } from '../domain/library/ids';
import { NO_TAGS } from '../domain/library/no-tags';
import type { Tags } from '../domain/library/tags';
import { rowCredits } from '../domain/library/track-credits';
import { STAGE_VERSIONS } from '../domain/versions';
import { writeChoices } from './choices';
import { settleCredits, wholeNames } from './credits';
import { Database } from './database';
import { changesAfter } from './changes';
import { currentSeq } from './sequence';
import { addTracks, deleteTracks, patchTracks, trackViews } from './tracks';

let db: Database;
let last = 0;

beforeEach(() => {
  db = new Database(`credits ${crypto.randomUUID()}`);
});

afterEach(async () => {
  db.close();
  await Database.delete(db.name);
});

const choose = { nowMs: 1, newId: () => crypto.randomUUID() };

/** A file as the parse stage writes it. */
async function add(tags: Partial<Tags>): Promise<TrackId> {
  const all = { ...NO_TAGS, ...tags };
  const { albumKey, artistKey, albumArtistKey } = keysOf(all);
  last += 1;
  const [trackId] = await addTracks(db, [{
    rootId: 1 as RootId, path: `${last}.mp3`, folder: '', sizeBytes: 1, mtimeMs: 0, stage: 'parsed', attempts: 0, failure: null, missing: 0, addedAtMs: 0, contentKey: null,
    taggedAlbumKey: albumKey, albumKey, artistKey, albumArtistKey, coverHash: null, tags: all, technical: null, credits: rowCredits(all, { artistKey, albumArtistKey }),
    versions: { ...STAGE_VERSIONS, analyse: 0, embed: 0 },
  }]);
  return trackId as TrackId;
}

async function names(trackId: TrackId): Promise<string[]> {
  const [view] = await trackViews(db, [trackId]);
  return view?.credit.map(({ name }) => name) ?? [];
}

describe('a doubtful credit', () => {
  test('is cut once all of its artists are known, and whole again when one goes', async () => {
    const duet = await add({ artist: 'Foo & Bar' });
    const foo = await add({ artist: 'Foo' });
    expect(await settleCredits(db)).toBe(0);
    expect(await names(duet)).toEqual(['Foo & Bar']);
    const bar = await add({ artist: 'Baz feat. BAR' });
    expect(await settleCredits(db)).toBe(1);
    expect(await names(duet)).toEqual(['Foo', 'Bar']);
    await deleteTracks(db, [bar]);
    expect(await settleCredits(db)).toBe(1);
    expect(await names(duet)).toEqual(['Foo & Bar']);
    expect(await names(foo)).toEqual(['Foo']);
  });

  test('stays whole while it is an album artist of its own', async () => {
    const duet = await add({ artist: 'Foo & Bar' });
    await add({ artist: 'Foo' });
    await add({ artist: 'Bar' });
    const album = await add({ artist: 'Foo & Bar', albumArtist: 'Foo & Bar' });
    await settleCredits(db);
    expect(await names(duet)).toEqual(['Foo & Bar']);
    await deleteTracks(db, [album]);
    await settleCredits(db);
    expect(await names(duet)).toEqual(['Foo', 'Bar']);
  });

  test('is settled again after its file was read again', async () => {
    const duet = await add({ artist: 'Foo & Bar' });
    await add({ artist: 'Foo' });
    await add({ artist: 'Bar' });
    await settleCredits(db);
    const [row] = await db.tracks.bulkGet([duet]);
    if (row?.tags) await patchTracks(db, new Map([[duet, { credits: rowCredits(row.tags, row) }]]));
    expect(await names(duet)).toEqual(['Foo & Bar']);
    await settleCredits(db);
    expect(await names(duet)).toEqual(['Foo', 'Bar']);
  });
});

test('followers learn of rows that were cut anew, and of nothing where none were', async () => {
  const duet = await add({ artist: 'Foo & Bar' });
  await add({ artist: 'Foo', albumArtist: 'Bar' });
  const before = await currentSeq(db);
  await settleCredits(db);
  expect((await changesAfter(db, before)).changed).toEqual([duet]);
  const settled = await currentSeq(db);
  await settleCredits(db);
  expect(await currentSeq(db)).toBe(settled);
});

test('a person keeps a name whole, and lets it be cut again', async () => {
  const duet = await add({ artist: 'Foo; Bar' });
  const band = await add({ artist: 'Kairon; IRSE!' });
  expect(await names(duet)).toEqual(['Foo', 'Bar']);
  const undo = await writeChoices(db, [...keepWhole('foo;  bar'), ...letCut('Kairon; IRSE!')], choose);
  expect(await settleCredits(db)).toBe(2);
  expect([await names(duet), await names(band)]).toEqual([['Foo; Bar'], ['Kairon', 'IRSE!']]);
  expect([...(await wholeNames(db)).values()].filter((name) => !name.builtIn)).toEqual([{ name: 'foo;  bar', builtIn: false }]);
  await writeChoices(db, undo, choose);
  await settleCredits(db);
  expect([await names(duet), await names(band)]).toEqual([['Foo', 'Bar'], ['Kairon; IRSE!']]);
});

test('rows of version 1 show each name as one artist', async () => {
  const trackId = await add({ artist: 'Foo feat. Bar', albumArtist: 'Foo' });
  const [row] = await db.tracks.bulkGet([trackId]);
  if (!row) throw new Error('no row');
  const released = { ...row };
  delete released.credits;
  await db.tracks.put(released);
  await settleCredits(db);
  const [view] = await trackViews(db, [trackId]);
  expect([view?.credit, view?.albumCredit, view?.guests]).toEqual([
    [{ name: 'Foo feat. Bar', joinPhrase: '', artistKey: row.artistKey }], [{ name: 'Foo', joinPhrase: '', artistKey: row.albumArtistKey }], [],
  ]);
});

test('a name that holds what parts the marks of the index does no harm', async () => {
  const odd = await add({ artist: 'Foo\u0000 & Bar' });
  await add({ artist: 'Foo' });
  await settleCredits(db);
  expect(await names(odd)).toEqual(['Foo\u0000 & Bar']);
});
