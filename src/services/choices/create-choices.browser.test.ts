import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { artistAliases } from '../../db/artists';
import { addPlay, playlistEntries, playlists } from '../../db/choices';
import { changesAfter } from '../../db/changes';
import { wholeNames } from '../../db/credits';
import { Database } from '../../db/database';
import { currentSeq } from '../../db/sequence';
import { saveAnalysis } from '../../db/sounds';
import { addTracks, patchTracks, trackViews } from '../../db/tracks';
import type { ArtistKey, ContentKey, PlaylistEntryId, PlaylistId, RootId, TrackId } from '../../domain/library/ids';
import { wholeNameKey } from '../../domain/library/whole-names';
import { NO_TAGS } from '../../domain/library/no-tags';
import { tagColumns } from '../../domain/library/tag-columns';
import type { PlaylistEntry } from '../../domain/sync/choice';
import type { Choices } from './choices';
import { createChoices } from './create-choices';

const key = (n: number): ContentKey => n.toString(16).padStart(32, '0') as ContentKey;
const newId = (): string => crypto.randomUUID();

let db: Database;
let nowMs: number;
let choices: Choices;

beforeEach(() => {
  db = new Database(`choices-${newId()}`);
  nowMs = 1_700_000_000_000;
  choices = createChoices({ db, now: () => nowMs, newId });
});

afterEach(() => db.delete());

async function addTrack(contentKey: ContentKey): Promise<TrackId> {
  const [trackId] = await addTracks(db, [{
    rootId: 1 as RootId, path: `${contentKey}.mp3`, folder: '', sizeBytes: 1, mtimeMs: 1, stage: 'parsed', attempts: 0, failure: null, missing: 0,
    addedAtMs: 1, contentKey, taggedAlbumKey: null, albumKey: null, artistKey: null, albumArtistKey: null, coverHash: null, tags: null,
    technical: null, versions: { parse: 1, analyse: 0, embed: 0 },
  }]);
  return trackId as TrackId;
}

async function view(trackId: TrackId) {
  const [track] = await trackViews(db, [trackId]);
  return track;
}

async function songs(playlistId: PlaylistId): Promise<number[]> {
  return (await playlistEntries(db, playlistId)).map((entry) => parseInt(entry.contentKey, 16));
}

function idOf(entry: PlaylistEntry | undefined): PlaylistEntryId {
  if (!entry) throw new Error('no such entry');
  return entry.entryId;
}

async function filled(...numbers: number[]): Promise<PlaylistId> {
  const playlistId = await choices.createPlaylist('Evening');
  await choices.addToPlaylist(playlistId, numbers.map(key));
  return playlistId;
}

describe('artists', () => {
  const [a, b, c] = ['a', 'b', 'c'] as ArtistKey[] as [ArtistKey, ArtistKey, ArtistKey];

  it('are shown under each other in no circle, and apart again', async () => {
    await choices.mergeArtists(a, b);
    const undo = await choices.mergeArtists(b, c);
    // What is one already stays as it is.
    await choices.mergeArtists(c, a);
    expect(await artistAliases(db)).toEqual(new Map([[a, c], [b, c]]));
    await undo();
    expect(await artistAliases(db)).toEqual(new Map([[a, b]]));
    const again = await choices.splitArtist(a);
    expect(await artistAliases(db)).toEqual(new Map());
    await again();
    expect(await artistAliases(db)).toEqual(new Map([[a, b]]));
  });

  it('wake who follows the library', async () => {
    const before = await currentSeq(db);
    await choices.mergeArtists(a, b);
    expect(await currentSeq(db)).toBeGreaterThan(before);
  });
});

describe('a name that stays whole', () => {
  const kept = async (name: string) => (await wholeNames(db)).has(wholeNameKey(name));

  it('is added, taken away and brought back, whether or not it came with the app', async () => {
    const undoKeep = await choices.keepWhole(' Foo; Bar ');
    expect(await kept('foo;bar')).toBe(true);
    await undoKeep();
    expect(await kept('foo;bar')).toBe(false);
    const undoCut = await choices.letCut('Kairon; IRSE!');
    expect(await kept('Kairon; IRSE!')).toBe(false);
    await undoCut();
    expect(await kept('Kairon; IRSE!')).toBe(true);
  });
});

describe('edited tags', () => {
  it('are taken back, and an earlier value holds again, on the track itself too', async () => {
    const trackId = await addTrack(key(1));
    await patchTracks(db, new Map([[trackId, tagColumns({ ...NO_TAGS, title: 'File', artist: 'A & B' })]]));
    const undo = await choices.editTags([{ trackId, fields: { title: 'Mine' } }]);
    expect((await view(trackId))?.title).toBe('Mine');
    await undo();
    expect((await view(trackId))?.title).toBe('File');
    const id = (await db.choices.toArray()).find((row) => row.kind === 'edit')?.id ?? '';
    const again = await choices.putBack({ kind: 'edit', id, field: 'title', value: 'Mine' });
    expect((await view(trackId))?.title).toBe('Mine');
    await again();
    expect(await view(trackId)).toMatchObject({ title: 'File' });
    expect(await view(trackId)).not.toHaveProperty('edited');
  });
});

describe('rating and loving', () => {
  it('shows on every track that holds the recording, and can be taken back', async () => {
    const trackId = await addTrack(key(1));
    await choices.rate([key(1)], 6);
    const undo = await choices.rate([key(1)], 9);
    expect((await view(trackId))?.rating).toBe(9);
    await undo();
    expect((await view(trackId))?.rating).toBe(6);
  });

  it('takes a whole selection back at once', async () => {
    await choices.love([key(1)], true);
    const undo = await choices.love([key(1), key(2)], false);
    await undo();
    const rows = await db.choices.bulkGet([['recording', key(1)], ['recording', key(2)]]);
    expect(rows.map((row) => row?.fields['loved']?.value)).toEqual([true, null]);
  });

  it('moves the change sequence of its tracks, so that lists follow', async () => {
    const trackId = await addTrack(key(1));
    const before = await currentSeq(db);
    const row = await db.tracks.get(trackId);
    await choices.love([key(1)], true);
    expect(await changesAfter(db, before)).toEqual({ seq: before + 1, changed: [trackId], deleted: [], total: 1 });
    // The row itself stays, so that its facts are not sent once more.
    expect(await db.tracks.get(trackId)).toEqual(row);
  });
});

describe('corrected tempo and key', () => {
  const measured = { tempo: { tempoBpm: 60, confidence: 0.3, candidates: [] }, key: null, loudness: { integratedLufs: -14, samplePeakDbfs: 0 }, waveform: new Uint8Array(4), decodedDurationS: 1 };

  it('hold over what is measured, before and after it is measured again, until they are taken back', async () => {
    const trackId = await addTrack(key(1));
    await saveAnalysis(db, key(1), 1, measured);
    const undoTempo = await choices.correctTempo([{ contentKey: key(1), tempoBpm: 120.0004 }, { contentKey: key(2), tempoBpm: 90 }]);
    await choices.correctKey([key(1)], { tonic: 6, mode: 'minor' });
    await saveAnalysis(db, key(1), 2, measured);
    expect(await view(trackId)).toMatchObject({ tempo: { tempoBpm: 120, confidence: 1, source: 'corrected' }, key: { tonic: 6, mode: 'minor', source: 'corrected' } });
    expect((await db.ops.toArray()).map((op) => [op.field, op.value])).toEqual([['tempoBpm', 120], ['tempoBpm', 90], ['key', 'F# minor']]);
    await choices.correctKey([key(1)], null);
    expect(await view(trackId)).toMatchObject({ tempo: { source: 'corrected' }, key: null });
    await undoTempo();
    expect(await view(trackId)).toMatchObject({ tempo: { tempoBpm: 60, source: 'measured' } });
  });

  it('pass over what is no tempo', async () => {
    await choices.correctTempo([{ contentKey: key(1), tempoBpm: 1000 }, { contentKey: key(1), tempoBpm: NaN }]);
    expect(await db.ops.count()).toBe(0);
  });

  it('let what the tags say win everywhere at once, and wake who follows the library', async () => {
    const trackId = await addTrack(key(1));
    await patchTracks(db, new Map([[trackId, tagColumns({ ...NO_TAGS, taggedBpm: 120, taggedKey: '8A', replayGainTrackDb: -3 })]]));
    await saveAnalysis(db, key(1), 1, { ...measured, key: { tonic: 0, mode: 'major', strength: 0.9 } });
    expect(await view(trackId)).toMatchObject({ tempo: { source: 'measured' }, key: { source: 'measured' }, gain: { trackDb: -4, source: 'measured' }, tagsDiffer: { tempo: 'octave', key: true } });
    const before = await currentSeq(db);
    const undo = await choices.letWin({ tempo: 'tags', key: 'tags', gain: 'tags' });
    expect(await currentSeq(db)).toBeGreaterThan(before);
    expect(await view(trackId)).toMatchObject({ tempo: { tempoBpm: 120, source: 'tags' }, key: { tonic: 9, mode: 'minor', source: 'tags' }, gain: { trackDb: -3, source: 'tags' } });
    await undo();
    expect(await view(trackId)).toMatchObject({ tempo: { source: 'measured' } });
  });
});

describe('a choice and its op', () => {
  it('are both written', async () => {
    await choices.rate([key(1)], 8);
    const [op] = await db.ops.toArray();
    expect(op).toMatchObject({ kind: 'recording', id: key(1), field: 'rating', value: 8 });
  });

  it('are neither written when the op cannot be', async () => {
    db.ops.hook('creating', () => {
      throw new Error('disk full');
    });
    await expect(choices.rate([key(1)], 8)).rejects.toThrow();
    expect([await db.choices.count(), await db.ops.count()]).toEqual([0, 0]);
  });

  it('carry an undo as ops of its own, later than what it undoes', async () => {
    await (await choices.rate([key(1)], 8))();
    const ops = await db.ops.orderBy('hlc').toArray();
    expect(ops.map((op) => op.value)).toEqual([8, null]);
  });

  it('keep their order when the clock runs backwards', async () => {
    await choices.rate([key(1)], 8);
    nowMs -= 3_600_000;
    await choices.rate([key(1)], 3);
    expect((await db.choices.get(['recording', key(1)]))?.fields['rating']?.value).toBe(3);
  });

  it('keep their order across a reload with the clock set back', async () => {
    await choices.rate([key(1)], 8);
    db.close();
    const reopened = new Database(db.name);
    await createChoices({ db: reopened, now: () => 1000, newId }).rate([key(1)], 2);
    const ops = await reopened.ops.orderBy('hlc').toArray();
    reopened.close();
    expect(ops.map((op) => op.value)).toEqual([8, 2]);
  });

  it('come from one device, whose id is made once', async () => {
    await Promise.all([choices.rate([key(1)], 1), choices.rate([key(2)], 2), choices.createPlaylist('Morning')]);
    const devices = (await db.ops.toArray()).map((op) => op.hlc.slice(18));
    expect(new Set(devices).size).toBe(1);
  });
});

describe('playlists', () => {
  it('keep the order in which tracks were added', async () => {
    const playlistId = await filled(1, 2, 3);
    await choices.addToPlaylist(playlistId, [key(1)]);
    expect(await songs(playlistId)).toEqual([1, 2, 3, 1]);
  });

  it('keep both of two additions at once', async () => {
    const playlistId = await filled();
    await Promise.all([choices.addToPlaylist(playlistId, [key(1), key(2)]), choices.addToPlaylist(playlistId, [key(3)])]);
    const entries = await playlistEntries(db, playlistId);
    expect(new Set(entries.map((entry) => entry.orderKey)).size).toBe(3);
  });

  it('move an entry with a single op, and back', async () => {
    const playlistId = await filled(1, 2, 3, 4);
    const [first, , third] = await playlistEntries(db, playlistId);
    const opsBefore = await db.ops.count();
    const undo = await choices.moveEntry(playlistId, idOf(first), idOf(third));
    expect([await songs(playlistId), await db.ops.count() - opsBefore]).toEqual([[2, 3, 1, 4], 1]);
    await undo();
    expect(await songs(playlistId)).toEqual([1, 2, 3, 4]);
  });

  it('move an entry to the front', async () => {
    const playlistId = await filled(1, 2, 3);
    const entries = await playlistEntries(db, playlistId);
    await choices.moveEntry(playlistId, idOf(entries[2]), null);
    expect(await songs(playlistId)).toEqual([3, 1, 2]);
  });

  it('take additions and removals back', async () => {
    const playlistId = await filled(1, 2);
    await (await choices.addToPlaylist(playlistId, [key(3)]))();
    expect(await songs(playlistId)).toEqual([1, 2]);
    const [first] = await playlistEntries(db, playlistId);
    await (await choices.removeEntries([idOf(first)], playlistId))();
    expect(await songs(playlistId)).toEqual([1, 2]);
  });

  it('come back from deletion with their name and tracks', async () => {
    const playlistId = await filled(1);
    await choices.renamePlaylist(playlistId, 'Night');
    const undo = await choices.deletePlaylist(playlistId);
    expect(await playlists(db)).toEqual([]);
    await undo();
    expect([(await playlists(db)).map((p) => p.name), await songs(playlistId)]).toEqual([['Night'], [1]]);
  });

  it('are not touched when a track leaves the library', async () => {
    const playlistId = await filled(1);
    await db.tracks.clear();
    expect(await songs(playlistId)).toEqual([1]);
  });
});

describe('plays', () => {
  it('are counted on the recording', async () => {
    const trackId = await addTrack(key(1));
    await addPlay(db, key(1), { nowMs, newId });
    await addPlay(db, key(1), { nowMs, newId });
    expect((await view(trackId))?.playCount).toBe(2);
  });
});
