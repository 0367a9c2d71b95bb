import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { Database } from '../../db/database';
import { addRoot } from '../../db/roots';
import { addTracks, patchTracks, type NewTrack } from '../../db/tracks';
import type { ContentKey, DeviceId, RootId, TrackId } from '../../domain/library/ids';
import { createPreferences, type Preferences } from '../preferences/preferences';
import { ELSEWHERE, ELSEWHERE_ROOT, segmentPath } from '../../domain/library/track';
import { err, ok } from '../../domain/result';
import { createPlayer } from './create-player';
import type { Player, PlayerState } from './player';
import type { RemoteAudio } from './track-source';

const SAMPLE_RATE_HZ = 8000;

let db: Database;
let folder: FileSystemDirectoryHandle;
let rootId: RootId;
let storage: Map<string, string>;
let preferences: Preferences;
let played: TrackId[];
const players: Player[] = [];

beforeEach(async () => {
  const name = `player-${crypto.randomUUID()}`;
  db = new Database(name);
  folder = await (await navigator.storage.getDirectory()).getDirectoryHandle(name, { create: true });
  rootId = await addRoot(db, { name, kind: 'folder', handle: folder, addedAtMs: 0, lastScanAtMs: null, removedAtMs: null });
  storage = new Map();
  preferences = createPreferences(stored());
  played = [];
});

afterEach(async () => {
  for (const player of players.splice(0)) player.clearQueue();
  await (await navigator.storage.getDirectory()).removeEntry(folder.name, { recursive: true });
});

function stored(): Pick<Storage, 'getItem' | 'setItem'> {
  return { getItem: (key) => storage.get(key) ?? null, setItem: (key, value) => void storage.set(key, value) };
}

/** No other device has anything. */
const NOBODY: RemoteAudio = { streamUrl: async () => err('not-found'), explain: async () => null };

function newPlayer(remote = NOBODY): Player {
  const player = createPlayer({
    db, preferences, remote, storage: stored(), mediaSession: navigator.mediaSession,
    now: () => 1_700_000_000_000, random: () => 0, newId: () => crypto.randomUUID(), onPlaying: (trackId) => played.push(trackId),
  });
  players.push(player);
  return player;
}

/** A file of a soft tone, written below the root; its row says what a parse would. */
async function addTone(path: string, durationS: number): Promise<TrackId> {
  return addFile(path, wav(durationS), durationS);
}

async function addFile(path: string, content: Uint8Array<ArrayBuffer> | null, durationS: number): Promise<TrackId> {
  const [fileName = '', ...folders] = path.split('/').reverse();
  let place = folder;
  for (const name of folders.reverse()) place = await place.getDirectoryHandle(name, { create: true });
  if (content) {
    const writable = await (await place.getFileHandle(fileName, { create: true })).createWritable();
    await writable.write(content);
    await writable.close();
  }
  const [trackId] = await addTracks(db, [{
    rootId, path, folder: '', sizeBytes: 1, mtimeMs: 1, stage: 'parsed', attempts: 0, failure: null, missing: 0, addedAtMs: 1,
    contentKey: path.padStart(32, '0') as ContentKey, taggedAlbumKey: null, albumKey: null, artistKey: null, albumArtistKey: null, coverHash: null,
    tags: null, versions: { parse: 1, analyse: 0, embed: 0 },
    technical: { container: 'WAVE', codec: 'PCM', durationS, sampleRateHz: 8000, channels: 1, bitsPerSample: 16, bitrateKbps: 128, lossless: true, encoder: null },
  }]);
  return trackId as TrackId;
}

function wav(durationS: number): Uint8Array<ArrayBuffer> {
  const samples = Math.round(durationS * SAMPLE_RATE_HZ);
  const view = new DataView(new ArrayBuffer(44 + samples * 2));
  const text = (at: number, value: string): void => [...value].forEach((char, i) => view.setUint8(at + i, char.charCodeAt(0)));
  text(0, 'RIFF');
  view.setUint32(4, 36 + samples * 2, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, SAMPLE_RATE_HZ, true);
  view.setUint32(28, SAMPLE_RATE_HZ * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, 'data');
  view.setUint32(40, samples * 2, true);
  for (let i = 0; i < samples; i++) view.setInt16(44 + i * 2, 500 * Math.sin((i * 2 * Math.PI * 220) / SAMPLE_RATE_HZ), true);
  return new Uint8Array(view.buffer);
}

/** The state when it first holds. */
function until(player: Player, holds: (state: PlayerState) => boolean): Promise<PlayerState> {
  return new Promise((resolve) => {
    if (holds(player.state())) return resolve(player.state());
    const end = player.subscribe((state) => {
      if (!holds(state)) return;
      end();
      resolve(state);
    });
  });
}

const isPlaying = (path: string) => (state: PlayerState): boolean => state.status === 'playing' && state.current?.path === path;

describe('playing', () => {
  it('plays a file deep below its root, straight from the folder', async () => {
    const trackId = await addTone('Bach/Cello 🎻/01.wav', 5);
    const player = newPlayer();
    player.playAll([trackId]);
    const state = await until(player, (s) => s.status === 'playing' && s.positionS > 0);
    expect([state.current?.path, state.durationS, state.error]).toEqual(['Bach/Cello 🎻/01.wav', 5, null]);
  });

  it('tells the pipeline what plays', async () => {
    const trackId = await addTone('a.wav', 5);
    const player = newPlayer();
    player.playAll([trackId]);
    await until(player, isPlaying('a.wav'));
    expect(played).toEqual([trackId]);
  });

  it('goes on by itself, and stops behind the last', async () => {
    const player = newPlayer();
    player.playAll([await addTone('a.wav', 0.4), await addTone('b.wav', 0.4)]);
    await until(player, isPlaying('b.wav'));
    const state = await until(player, (s) => s.status === 'stopped');
    expect([state.index, state.positionS, state.error]).toEqual([1, 0, null]);
  });

  it('plays again after the end', async () => {
    const player = newPlayer();
    player.playAll([await addTone('a.wav', 0.3)]);
    await until(player, (s) => s.status === 'stopped' && s.current !== null);
    player.toggle();
    expect((await until(player, isPlaying('a.wav'))).error).toBeNull();
  });

  it('repeats one track without end', async () => {
    const player = newPlayer();
    player.setRepeat('one');
    player.playAll([await addTone('a.wav', 0.3), await addTone('b.wav', 0.3)]);
    await until(player, (s) => s.positionS > 0.2);
    await until(player, (s) => s.positionS < 0.1);
    expect((await until(player, isPlaying('a.wav'))).index).toBe(0);
  });

  it('pauses, seeks and goes on from there', async () => {
    const player = newPlayer();
    player.playAll([await addTone('a.wav', 20)]);
    await until(player, isPlaying('a.wav'));
    player.pause();
    await until(player, (s) => s.status === 'paused');
    player.seek(12);
    await until(player, (s) => s.positionS === 12);
    player.play();
    expect((await until(player, (s) => s.status === 'playing' && s.positionS > 12)).positionS).toBeLessThan(15);
  });

  it('goes back to the start after three seconds, before that to the track before', async () => {
    const player = newPlayer();
    player.playAll([await addTone('a.wav', 20), await addTone('b.wav', 20)], 1);
    await until(player, isPlaying('b.wav'));
    player.seek(10);
    await until(player, (s) => s.positionS >= 10);
    player.previous();
    await until(player, (s) => s.positionS < 1);
    player.previous();
    expect((await until(player, isPlaying('a.wav'))).index).toBe(0);
  });

  it('goes on with what takes the place of a removed track', async () => {
    const player = newPlayer();
    player.playAll([await addTone('a.wav', 20), await addTone('b.wav', 20)]);
    const { queue } = await until(player, isPlaying('a.wav'));
    player.removeItems([queue[0]?.itemId ?? -1]);
    expect((await until(player, isPlaying('b.wav'))).queue).toHaveLength(1);
  });
});

describe('parts of a file', () => {
  /** One file, cut at these places; the last goes on to its end. */
  async function addParts(path: string, durationS: number, starts: readonly number[]): Promise<TrackId[]> {
    const fileId = await addTone(path, durationS);
    const row = await db.tracks.get(fileId);
    if (!row) throw new Error(path);
    const file = Object.fromEntries(Object.entries(row).filter(([field]) => field !== 'trackId')) as unknown as NewTrack;
    return addTracks(db, starts.map((startS, index) => {
      const endS = starts[index + 1] ?? null;
      const technical = file.technical && { ...file.technical, durationS: (endS ?? durationS) - startS };
      return { ...file, path: segmentPath(path, startS * 75), contentKey: `${index}`.padStart(32, 'a') as ContentKey, technical, segment: { fileId, index, startS, endS } };
    }));
  }

  /** What the elements of a player tell, from now on. */
  function overhear(): { readonly elements: HTMLAudioElement[]; readonly told: string[] } {
    const [elements, told]: [HTMLAudioElement[], string[]] = [[], []];
    const Plain = globalThis.Audio;
    globalThis.Audio = class extends Plain {
      constructor() {
        super();
        elements.push(this);
        for (const type of ['pause', 'seeking', 'emptied']) this.addEventListener(type, () => told.push(type));
      }
    };
    onTestFinished(() => {
      globalThis.Audio = Plain;
    });
    return { elements, told };
  }

  const plays = (trackId: TrackId | undefined) => (state: PlayerState): boolean => state.status === 'playing' && state.current?.trackId === trackId;

  it('begin at their place, with a position and a length of their own', async () => {
    const { elements } = overhear();
    const parts = await addParts('album.wav', 30, [0, 10, 22]);
    const player = newPlayer();
    player.playAll(parts, 1);
    const state = await until(player, (s) => s.status === 'playing' && s.positionS > 0);
    expect([state.current?.trackId, state.durationS]).toEqual([parts[1], 12]);
    expect(state.positionS).toBeLessThan(5);
    expect(elements.some((element) => element.currentTime > 10 && element.currentTime < 15)).toBe(true);
    player.seek(4);
    await until(player, (s) => s.positionS >= 4 && s.positionS < 5);
    expect(elements.some((element) => element.currentTime >= 14 && element.currentTime < 15)).toBe(true);
    player.next();
    expect((await until(player, plays(parts[2]))).durationS).toBe(8);
    await until(player, (s) => s.positionS > 0);
    player.previous();
    await until(player, plays(parts[1]));
    expect((await until(player, (s) => s.positionS > 0 && s.positionS < 5)).durationS).toBe(12);
  });

  it('follow each other without the sound being touched, and the last ends with the file', async () => {
    const { told } = overhear();
    const parts = await addParts('album.wav', 1.8, [0, 0.6, 1.2]);
    const player = newPlayer();
    player.playAll(parts);
    await until(player, plays(parts[0]));
    told.length = 0;
    await until(player, plays(parts[1]));
    await until(player, plays(parts[2]));
    expect(told).toEqual([]);
    expect((await until(player, (s) => s.status === 'stopped')).index).toBe(2);
  });

  it('end where they end: another track follows, or silence', async () => {
    const { elements } = overhear();
    const [first = 0 as TrackId] = await addParts('album.wav', 20, [0, 0.5]);
    const other = await addTone('other.wav', 0.4);
    const player = newPlayer();
    player.playAll([first, other, first]);
    await until(player, (s) => s.index === 1 && s.status === 'playing');
    await until(player, (s) => s.index === 2 && s.status === 'playing');
    await until(player, (s) => s.status === 'stopped');
    await vi.waitFor(() => expect(elements.every((element) => element.paused)).toBe(true));
    expect(Math.max(...elements.map((element) => element.currentTime))).toBeLessThan(2);
    player.toggle();
    expect((await until(player, (s) => s.status === 'playing' && s.positionS > 0)).index).toBe(2);
  });

  it('repeat by themselves', async () => {
    const [, second] = await addParts('album.wav', 20, [0, 5, 5.5]);
    const player = newPlayer();
    player.setRepeat('one');
    player.playAll([second as TrackId]);
    await until(player, (s) => s.positionS > 0.3);
    await until(player, (s) => s.positionS < 0.2);
    expect((await until(player, plays(second))).durationS).toBe(0.5);
  });
});

describe('what does not play', () => {
  it('is passed over with its reason', async () => {
    const player = newPlayer();
    player.playAll([await addFile('gone.wav', null, 5), await addTone('b.wav', 5)]);
    await until(player, isPlaying('b.wav'));
    expect((await until(player, (s) => s.skipped !== null)).skipped).toMatchObject({ title: 'gone', error: { code: 'file-gone' } });
  });

  it('includes a text file named .mp3', async () => {
    const player = newPlayer();
    player.playAll([await addFile('text.mp3', new TextEncoder().encode('not music '.repeat(500)), 5)]);
    expect((await until(player, (s) => s.error !== null)).error?.code).toBe('unsupported-format');
  });

  it('includes an empty file', async () => {
    const player = newPlayer();
    player.playAll([await addFile('empty.mp3', new Uint8Array(), 5)]);
    expect((await until(player, (s) => s.error !== null)).error?.code).toBe('file-empty');
  });

  it('never makes a repeating queue go round without end', async () => {
    const player = newPlayer();
    player.setRepeat('all');
    player.playAll([await addFile('x.wav', null, 5), await addFile('y.wav', null, 5), await addFile('z.wav', null, 5)]);
    const state = await until(player, (s) => s.status === 'stopped' && s.error !== null);
    expect([state.error?.code, played.length]).toEqual(['file-gone', 3]);
  });
});

describe('what another device holds', () => {
  /** A row of a recording that is not here. */
  async function addElsewhere(name: string, durationS: number): Promise<TrackId> {
    const trackId = await addFile(name, null, durationS);
    await patchTracks(db, new Map([[trackId, { rootId: ELSEWHERE_ROOT, missing: ELSEWHERE }]]));
    return trackId;
  }
  const tone = (durationS: number): string => URL.createObjectURL(new Blob([wav(durationS)], { type: 'audio/wav' }));

  it('is played from there', async () => {
    const asked: string[] = [];
    const player = newPlayer({ ...NOBODY, streamUrl: async (contentKey) => {
      asked.push(contentKey);
      return ok(tone(5));
    } });
    player.playAll([await addElsewhere('far.wav', 5)]);
    const state = await until(player, isPlaying('far.wav'));
    expect([state.current?.elsewhere, state.error, asked]).toEqual([true, null, ['far.wav'.padStart(32, '0')]]);
  });

  it('stands in for a file that is lost here', async () => {
    const player = newPlayer({ ...NOBODY, streamUrl: async () => ok(tone(5)) });
    const gone = await addFile('gone.wav', null, 5);
    await db.holdings.put({ contentKey: 'gone.wav'.padStart(32, '0') as ContentKey, deviceIds: ['desk' as DeviceId] });
    player.playAll([gone]);
    expect((await until(player, isPlaying('gone.wav'))).error).toBeNull();
  });

  it('is not asked for a lost file that it does not hold', async () => {
    const player = newPlayer({ ...NOBODY, streamUrl: async () => ok(tone(5)) });
    player.playAll([await addFile('gone.wav', null, 5)]);
    expect((await until(player, (s) => s.error !== null)).error?.code).toBe('file-gone');
  });

  it('is readied while the track before it plays', async () => {
    const asked: string[] = [];
    const player = newPlayer({ ...NOBODY, streamUrl: async () => {
      asked.push(player.state().current?.path ?? '');
      return ok(tone(5));
    } });
    player.playAll([await addTone('here.wav', 1), await addElsewhere('far.wav', 5)]);
    await until(player, isPlaying('far.wav'));
    expect(asked).toEqual(['here.wav']);
  });

  it('is passed over when that device is off, and the queue goes on', async () => {
    const player = newPlayer({ ...NOBODY, streamUrl: async () => err('device-offline') });
    player.playAll([await addElsewhere('far.wav', 5), await addTone('b.wav', 5)]);
    await until(player, isPlaying('b.wav'));
    expect((await until(player, (s) => s.skipped !== null)).skipped).toMatchObject({ title: 'far', error: { code: 'device-offline' } });
  });

  it('says that its device is needed where no server is there to ask', async () => {
    const player = newPlayer();
    player.playAll([await addElsewhere('far.wav', 5)]);
    expect((await until(player, (s) => s.error !== null)).error?.code).toBe('device-offline');
  });

  it('tells the reason of the server when an address does not play', async () => {
    const player = newPlayer({ streamUrl: async () => ok('data:text/plain,nothing'), explain: async () => ({ code: 'device-offline' }) });
    player.playAll([await addElsewhere('far.wav', 5)]);
    expect((await until(player, (s) => s.error !== null)).error?.code).toBe('device-offline');
  });
});

describe('counting plays', () => {
  it('counts one after half the track', async () => {
    const player = newPlayer();
    player.playAll([await addTone('a.wav', 1)]);
    await until(player, (s) => s.status === 'stopped' && s.current !== null);
    expect(await db.plays.count()).toBe(1);
  });

  it('does not count a track that was only jumped through', async () => {
    const player = newPlayer();
    player.playAll([await addTone('a.wav', 10)]);
    await until(player, isPlaying('a.wav'));
    player.seek(9.8);
    await until(player, (s) => s.status === 'stopped');
    expect(await db.plays.count()).toBe(0);
  });

  it('shows the count on the current track', async () => {
    const player = newPlayer();
    player.playAll([await addTone('a.wav', 1)]);
    expect((await until(player, (s) => s.current?.playCount === 1)).current?.path).toBe('a.wav');
  });
});

describe('after a reload', () => {
  it('has its queue and place again, paused', async () => {
    const before = newPlayer();
    before.playAll([await addTone('a.wav', 20), await addTone('b.wav', 20)], 1);
    before.setRepeat('all');
    await until(before, isPlaying('b.wav'));
    before.seek(7);
    before.pause();
    await until(before, (s) => s.status === 'paused' && s.positionS >= 7);
    const after = await until(newPlayer(), (s) => s.current !== null);
    expect([after.status, after.queue.length, after.index, after.repeat, Math.round(after.positionS)]).toEqual(['paused', 2, 1, 'all', 7]);
  });

  it('plays on from there', async () => {
    const before = newPlayer();
    before.playAll([await addTone('a.wav', 20)]);
    await until(before, isPlaying('a.wav'));
    before.seek(7);
    before.pause();
    await until(before, (s) => s.status === 'paused' && s.positionS >= 7);
    const player = newPlayer();
    await until(player, (s) => s.current !== null);
    player.play();
    expect((await until(player, (s) => s.status === 'playing' && s.positionS > 0)).positionS).toBeGreaterThanOrEqual(7);
  });

  it('is as loud as before', () => {
    newPlayer().setVolume(0.3);
    expect(newPlayer().state()).toMatchObject({ volume: 0.3, muted: false });
  });
});

describe('the system controls', () => {
  it('show the track and whether it plays', async () => {
    const player = newPlayer();
    player.playAll([await addTone('Prelude.wav', 5)]);
    await until(player, isPlaying('Prelude.wav'));
    expect([navigator.mediaSession.metadata?.title, navigator.mediaSession.playbackState]).toEqual(['Prelude', 'playing']);
  });
});
