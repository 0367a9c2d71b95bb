// Edits of tags over the real stores: rows, ops, other devices, files tagged anew, backups.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { choicesOf, writeChoices } from './choices';
import { factPages, opPages } from './backup';
import { KnownKeys } from './known-keys';
import { receiveArrivals } from './receive';
import { currentSeq } from './sequence';
import { moveTracks } from './moves';
import { addTracks, patchTracks, trackViews } from './tracks';
import { writeEditChanges, writeEdits } from './edits';
import { followAlbums } from './album-moves';
import { unsettledFolders, noteSettled } from './unsettled';
import { file, key, TestDevice } from './testing/device';
import type { EditField } from '../domain/library/edit-fields';
import type { AlbumKey, DeviceId, RootId, TrackId } from '../domain/library/ids';
import { keysOf } from '../domain/library/keys';
import { tagColumns } from '../domain/library/tag-columns';
import type { Tags } from '../domain/library/tags';
import type { TrackRow } from '../domain/library/track';
import type { ChoiceChange, ChoiceValue } from '../domain/sync/choice';
import { tagsOf } from '../domain/sync/fact-values';
import { ModelServer } from '../domain/sync/testing/model-server';

let nowMs: number;
let server: ModelServer;
let desktop: TestDevice;
let phone: TestDevice;

beforeEach(async () => {
  nowMs = 1_800_000_000_000;
  server = new ModelServer(() => nowMs);
  [desktop, phone] = await Promise.all(['desktop', 'phone'].map((name) => new TestDevice(name as DeviceId, () => nowMs).begin())) as [TestDevice, TestDevice];
});

afterEach(async () => {
  await Promise.all([desktop, phone].map((device) => device.db.delete()));
});

const TAGS = file(1).tags as Tags;
const tagged = (n: number, tags: Partial<Tags> = {}, path = `Folder/${n}.mp3`) => file(n, { ...tagColumns({ ...TAGS, title: `Title ${n}`, trackNo: n, ...tags }), path, folder: 'Folder' });

async function meet(...devices: TestDevice[]): Promise<void> {
  for (const device of devices) {
    nowMs += 1_000;
    expect(await device.exchange(server.remote())).toMatchObject({ ok: true });
  }
}

async function edit(device: TestDevice, trackIds: readonly TrackId[], fields: Readonly<Partial<Record<EditField, ChoiceValue>>>): Promise<ChoiceChange[]> {
  nowMs += 1_000;
  return writeEdits(device.db, trackIds.map((trackId) => ({ trackId, fields })), device);
}

const undo = (device: TestDevice, changes: readonly ChoiceChange[]) => writeEditChanges(device.db, changes, { now: () => ++nowMs, newId: device.newId });

async function row(device: TestDevice, title = 'Title 1'): Promise<TrackRow> {
  const found = (await device.rows()).find((each) => (each.readTags ?? each.tags)?.title === title);
  if (!found) throw new Error(`no row of ${title}`);
  return found;
}

/** As a scan and a parse do. */
async function retag(device: TestDevice, trackId: TrackId, tags: Partial<Tags>): Promise<void> {
  await patchTracks(device.db, new Map([[trackId, { stage: 'found', mtimeMs: ++nowMs }]]));
  await patchTracks(device.db, new Map([[trackId, { stage: 'parsed', contentKey: key(1), ...tagColumns({ ...TAGS, ...tags }), versions: { parse: 1, analyse: 0, embed: 0 } }]]));
}

describe('editing tracks', () => {
  it('shows at once on every copy of the same tags, with keys that follow, and back as it was', async () => {
    const ids = await desktop.addFiles([tagged(1), tagged(1, {}, 'Copy/1.mp3'), tagged(2)]);
    const before = await desktop.rows();
    const seq = await currentSeq(desktop.db);
    const changes = await edit(desktop, [ids[0] as TrackId], { artist: 'Somebody Else', albumArtist: 'Various Artists' });
    const [first, copy, other] = await desktop.rows();
    for (const each of [first, copy]) {
      expect(each?.tags?.artist).toBe('Somebody Else');
      expect(each?.readTags).toEqual(before[0]?.tags);
      expect(each?.taggedAlbumKey).toBe(before[0]?.taggedAlbumKey);
      expect(each?.seq).toBeGreaterThan(seq);
      expect([each?.artistKey, each?.albumKey]).toEqual([keysOf(each?.tags as Tags).artistKey, keysOf(each?.tags as Tags).albumKey]);
    }
    expect(other).toEqual(before[2]);
    expect((await trackViews(desktop.db, [ids[1] as TrackId]))[0]).toMatchObject({ artist: 'Somebody Else', albumArtist: 'Various Artists' });
    await undo(desktop, changes);
    expect((await desktop.rows()).map(({ seq: _, ...each }) => each)).toEqual(before.map(({ seq: _, ...each }) => each));
    expect((await desktop.db.ops.toArray()).every((op) => op.pending === 1)).toBe(true);
  });

  it('writes nothing where the value is what the file says, and gives a field back with it', async () => {
    const ids = await desktop.addFiles([tagged(1)]);
    expect(await edit(desktop, ids, { title: ' Title 1 ', genres: '["Jazz"]' })).toEqual([]);
    expect(await desktop.db.ops.count()).toBe(0);
    await edit(desktop, ids, { title: 'Else' });
    await edit(desktop, ids, { title: 'Title 1' });
    expect((await row(desktop)).readTags).toBeUndefined();
  });

  it('of many tracks is whole page by page, and tells how far it is', async () => {
    const ids = await desktop.addFiles(Array.from({ length: 450 }, (_, n) => tagged(n + 1)));
    const told: number[] = [];
    const changes = await writeEdits(desktop.db, ids.map((trackId, i) => ({ trackId, fields: { trackNo: i + 1_000, album: 'One' } })), { ...desktop, onProgress: (done) => told.push(done) });
    expect(told).toEqual([200, 400, 450]);
    expect((await desktop.rows()).map((each) => each.tags?.trackNo)).toEqual(ids.map((_, i) => i + 1_000));
    expect(changes).toHaveLength(900);
    await undo(desktop, changes);
    expect((await desktop.rows()).some((each) => each.readTags)).toBe(false);
  });

  it('leaves nothing behind where the write fails', async () => {
    const ids = await desktop.addFiles([tagged(1)]);
    desktop.db.tracks.hook('updating', () => { throw new Error('disk full'); });
    await expect(edit(desktop, ids, { title: 'Else' })).rejects.toThrow('disk full');
    expect([await desktop.db.ops.count(), await choicesOf(desktop.db, 'edit').count()]).toEqual([0, 0]);
  });

  it('asks for albums to be settled, once more for what changes meanwhile', async () => {
    const ids = await desktop.addFiles([tagged(1), tagged(2)]);
    await edit(desktop, [ids[0] as TrackId], { album: 'Else' });
    const waiting = await unsettledFolders(desktop.db);
    expect(waiting.map(([rootId, folder]) => [rootId, folder])).toEqual([[1, 'Folder']]);
    await edit(desktop, [ids[1] as TrackId], { album: 'Else' });
    await noteSettled(desktop.db, waiting);
    expect(await unsettledFolders(desktop.db)).toHaveLength(1);
    await noteSettled(desktop.db, await unsettledFolders(desktop.db));
    expect(await unsettledFolders(desktop.db)).toEqual([]);
  });
});

describe('a file that is read again', () => {
  it('keeps the edits over its new tags', async () => {
    const [trackId] = await desktop.addFiles([tagged(1)]) as [TrackId];
    await edit(desktop, [trackId], { title: 'Mine' });
    await retag(desktop, trackId, { title: 'Title 1', label: 'New label' });
    expect(await row(desktop)).toMatchObject({ tags: { title: 'Mine', label: 'New label' }, readTags: { title: 'Title 1', label: 'New label' } });
    await retag(desktop, trackId, { title: 'Mine' });
    expect((await row(desktop, 'Mine')).readTags).toBeUndefined();
  });

  it('keeps them over tags of another album, of several in turn, and back', async () => {
    const [trackId] = await desktop.addFiles([tagged(1)]) as [TrackId];
    await edit(desktop, [trackId], { title: 'Mine' });
    for (const album of ['Second', 'Third']) await retag(desktop, trackId, { title: 'Title 1', album });
    expect((await row(desktop)).tags?.title).toBe('Mine');
    const changes = await edit(desktop, [trackId], { title: 'Later' });
    await retag(desktop, trackId, { title: 'Title 1' });
    expect((await row(desktop)).tags?.title).toBe('Later');
    await undo(desktop, changes);
    expect((await row(desktop)).tags?.title).toBe('Mine');
    await edit(desktop, [trackId], { title: null });
    expect((await row(desktop)).tags?.title).toBe('Title 1');
  });

  it('keeps them where it moved and was tagged anew at once', async () => {
    const [old] = await desktop.addFiles([tagged(1)]) as [TrackId];
    await edit(desktop, [old], { title: 'Mine' });
    await patchTracks(desktop.db, new Map([[old, { missing: 1 }]]));
    const [fresh] = await desktop.addFiles([tagged(1, { album: 'Second' }, 'New/1.mp3')]) as [TrackId];
    expect((await desktop.db.tracks.get(fresh))?.tags?.title).toBe('Title 1');
    await moveTracks(desktop.db, [[old, fresh]]);
    expect(await desktop.rows()).toMatchObject([{ trackId: old, path: 'New/1.mp3', tags: { title: 'Mine', album: 'Second' } }]);
  });

  it('leaves no trace of mere guesses, and keeps edits across them', async () => {
    const bare = { title: null, artist: null, artists: [], album: null, albumArtist: null, year: null, date: null };
    const guessed = { ...bare, title: 'Title 1', album: 'Folder', guessed: ['album', 'title'] as const };
    const [trackId] = await desktop.addFiles([tagged(1, bare)]) as [TrackId];
    const named = (tags: Partial<Tags>) => patchTracks(desktop.db, new Map([[trackId, tagColumns({ ...TAGS, ...tags })]]));
    await named(guessed);
    expect(await desktop.db.aliases.count()).toBe(0);
    await edit(desktop, [trackId], { title: 'Mine' });
    await named(bare);
    await named({ ...guessed, album: 'Other folder' });
    expect((await row(desktop)).tags).toMatchObject({ title: 'Mine', album: 'Other folder' });
  });

  it('added by a backup or a sheet has the edits too', async () => {
    const [trackId] = await desktop.addFiles([tagged(1)]) as [TrackId];
    await edit(desktop, [trackId], { title: 'Mine' });
    const [copy] = await addTracks(desktop.db, [tagged(1, {}, 'Other/1.mp3')]) as [TrackId];
    expect((await desktop.db.tracks.get(copy))?.tags?.title).toBe('Mine');
  });
});

describe('other devices', () => {
  it('get what the file says and the edits apart, and show the same', async () => {
    const [trackId] = await desktop.addFiles([tagged(1)]) as [TrackId];
    await edit(desktop, [trackId], { title: 'Mine', album: 'Else' });
    await meet(desktop, phone);
    const own = await row(desktop);
    expect(await row(phone)).toMatchObject({ tags: own.tags, readTags: own.readTags, albumKey: own.albumKey, artistKey: own.artistKey, taggedAlbumKey: own.taggedAlbumKey });
    await edit(phone, [(await row(phone)).trackId], { title: 'Theirs', label: 'L' });
    await meet(phone, desktop);
    expect((await row(desktop)).tags).toMatchObject({ title: 'Theirs', album: 'Else', label: 'L' });
    expect((await unsettledFolders(desktop.db)).length).toBe(1);
    await edit(desktop, [trackId], { title: null, label: null, album: null });
    await meet(desktop, phone);
    expect(await row(phone)).toMatchObject({ tags: TAGS });
    expect((await row(phone)).readTags).toBeUndefined();
  });

  it('show an edited album under the key that the files were settled to', async () => {
    const [trackId] = await desktop.addFiles([tagged(1)]) as [TrackId];
    await edit(desktop, [trackId], { album: 'Else' });
    await patchTracks(desktop.db, new Map([[trackId, { albumKey: 'settled' as AlbumKey }]]));
    await meet(desktop, phone);
    expect((await row(phone)).albumKey).toBe('settled');
  });

  it('find an edit made under the old album when they hear of both in any order', async () => {
    const [trackId] = await desktop.addFiles([tagged(1)]) as [TrackId];
    await meet(desktop, phone);
    await edit(phone, [(await row(phone)).trackId], { title: 'Mine' });
    await retag(desktop, trackId, { title: 'Title 1', album: 'Second' });
    await meet(desktop, phone, desktop, phone);
    for (const device of [desktop, phone]) {
      expect((await device.rows()).map((each) => [each.tags?.title, each.tags?.album])).toEqual([['Mine', 'Second']]);
    }
  });

  it('are not harmed by edits that mean nothing', async () => {
    await desktop.addFiles([tagged(1)]);
    await meet(desktop, phone);
    const { contentKey, taggedAlbumKey } = await row(phone);
    const id = `${contentKey}/${taggedAlbumKey}`;
    await writeChoices(phone.db, [{ kind: 'edit', id, field: 'trackNo', value: 'x' }, { kind: 'edit', id, field: 'hue', value: 1 }, { kind: 'edit', id: 'odd', field: 'title', value: 'x' }], phone.deps);
    await meet(phone, desktop);
    expect(await row(desktop)).toMatchObject({ tags: TAGS });
  });
});

async function all<T>(pages: AsyncIterable<readonly T[]>): Promise<T[]> {
  const items: T[] = [];
  for await (const page of pages) items.push(...page);
  return items;
}

it('a backup holds edits and where tags went, and brings them back to a library that reads the files anew', async () => {
  const [trackId] = await desktop.addFiles([tagged(1)]) as [TrackId];
  await edit(desktop, [trackId], { title: 'Mine' });
  await retag(desktop, trackId, { title: 'Title 1', album: 'Second' });
  const ops = await all(opPages(desktop.db));
  const facts = await all(factPages(desktop.db, desktop.deviceId));
  expect(facts.map((fact) => fact.kind)).toEqual(['tags', 'alias']);
  expect(tagsOf(facts[0] as (typeof facts)[number])?.tags?.title).toBe('Title 1');
  await receiveArrivals(phone.db, { ops, plays: [], facts }, { known: new KnownKeys(), deviceId: phone.deviceId, from: 'backup' });
  expect((await row(phone)).tags?.title).toBe('Mine');
  await phone.addFiles([tagged(1, { album: 'Second' })]);
  expect((await phone.rows()).map((each) => each.tags?.title)).toEqual(['Mine']);
});

it('what was chosen for an album follows its last track, and no earlier', async () => {
  const ids = await desktop.addFiles([tagged(1), tagged(2)]);
  const old = (await row(desktop)).albumKey as AlbumKey;
  await writeChoices(desktop.db, [{ kind: 'album', id: old, field: 'coverHash', value: 'cover' }], desktop.deps);
  const chosen = async () => Object.fromEntries((await choicesOf(desktop.db, 'album').toArray()).map((choice) => [choice.id, choice.fields['coverHash']?.value]));
  await edit(desktop, [ids[0] as TrackId], { album: 'Else' });
  await followAlbums(desktop.db, desktop.deps);
  expect(Object.keys(await chosen())).toEqual([old]);
  await edit(desktop, [ids[1] as TrackId], { album: 'Else' });
  // As settling does: the album gets its final key in a second step.
  await patchTracks(desktop.db, new Map(ids.map((trackId) => [trackId, { albumKey: 'settled' as AlbumKey }])));
  await followAlbums(desktop.db, desktop.deps);
  expect(await chosen()).toEqual({ [old]: 'cover', settled: 'cover' });
  expect(await desktop.db.tracks.where('[rootId+path]').equals([1 as RootId, 'Folder/1.mp3']).count()).toBe(1);
});
