// A small library with something of everything, as devices would have pushed it.
import { encode } from '@msgpack/msgpack';
import { hash128 } from '../../../src/domain/library/hash128';
import type { AlbumKey, ArtistKey, ContentKey, CoverHash, DeviceId } from '../../../src/domain/library/ids';
import { keysOf } from '../../../src/domain/library/keys';
import { NO_TAGS } from '../../../src/domain/library/no-tags';
import type { Tags } from '../../../src/domain/library/tags';
import type { Op, PlayEvent } from '../../../src/domain/sync/choice';
import { tick } from '../../../src/domain/sync/clock';
import { holdingSubject, tagsSubject, type Fact, type SoundValue, type TagsValue } from '../../../src/domain/sync/facts';
import type { Store } from '../../store/schema';
import { inTransaction } from '../../store/transaction';
import { write } from '../../sync/library';

export const NOW_MS = 1_795_000_000_000;
export const DESKTOP = 'desktop' as DeviceId;
export const TRACKS = 60;

const DIMENSIONS = 8;
const TITLES = ['Été', 'Zebra', 'apple', 'Straße', 'Understand', 'AC/DC live', 'éclair', 'Moon'];
const ARTISTS = ['Sigur Rós', 'AC/DC', 'Björk', 'R.E.M.', null];
const ALBUMS = ['Ágætis', 'Back in Black', 'Homogenic', 'Out of Time', null, 'Été 67'];
const GENRES = [['Rock'], ['rock', 'Jazz'], ['Électro'], [], ['Hip-Hop', 'Pop']];
const CODECS = ['FLAC', 'MP3', null];

export const keyOf = (n: number): ContentKey => (n + 1).toString(16).padStart(32, '0') as ContentKey;

/** One of a list, by number. */
function pick<T>(list: readonly T[], n: number): T {
  return list[n % list.length] as T;
}

function tagsOf(n: number): Tags {
  return {
    ...NO_TAGS, title: `${pick(TITLES, n)} ${n % 7}`, artist: pick(ARTISTS, n), album: pick(ALBUMS, n), genres: pick(GENRES, n),
    year: n % 6 === 0 ? null : 1960 + (n * 7) % 60, trackNo: n % 5 === 0 ? null : n % 12, discNo: n % 4 === 0 ? null : 1 + (n % 2),
  };
}

export function tagsFact(n: number, tags: Tags = tagsOf(n)): Fact {
  const keys = keysOf(tags);
  const value: TagsValue = {
    tags, taggedAlbumKey: keys.albumKey, albumKey: keys.albumKey as AlbumKey | null, artistKey: keys.artistKey as ArtistKey | null, albumArtistKey: keys.albumArtistKey,
    technical: { container: null, codec: pick(CODECS, n), durationS: n % 9 === 0 ? null : 100 + (n * 37) % 300, sampleRateHz: null, channels: null, bitsPerSample: null, bitrateKbps: null, lossless: null, encoder: null },
    coverHash: n % 3 === 0 ? null : ('c'.repeat(32) as CoverHash), fileName: `${n}.mp3`, addedAtMs: NOW_MS - (n * 7_919) % 50_000,
  };
  return fact('tags', tagsSubject(keyOf(n), keys.albumKey), value);
}

function soundFact(n: number): Fact {
  const value: SoundValue = {
    tempo: n % 5 === 0 ? null : { tempoBpm: 80 + (n * 13) % 80 + 0.25, confidence: (n % 10) / 10, candidates: [] },
    key: n % 7 === 0 ? null : { tonic: n % 12, mode: n % 2 === 0 ? 'minor' : 'major', strength: 0.5 },
    loudness: { integratedLufs: n % 8 === 0 ? null : -20 + (n % 15) + 0.5, samplePeakDbfs: -1 },
    waveform: Uint8Array.of(0, 128, 255), beats: { timesS: new Uint8Array(Float32Array.of(0.5, 1).buffer), firstDownbeatS: 0.5 }, decodedDurationS: 200, embedVersion: 1, soundTags: null,
  };
  return fact('sound', keyOf(n), value);
}

/** @param seed other values for the same track */
export function vectorOf(n: number, seed = 0): Float32Array {
  return Float32Array.from({ length: DIMENSIONS }, (_, d) => ((n * 31 + d * 17 + seed) ** 2 % 101) / 10);
}

export function vectorFact(n: number, vector: Float32Array = vectorOf(n), revision = 1): Fact {
  return fact('vector', keyOf(n), { vector: new Uint8Array(vector.buffer) }, revision);
}

function fact(kind: Fact['kind'], subject: string, content: unknown, revision = 1): Fact {
  const value = encode(content);
  return { kind, subject, version: 1, deviceId: DESKTOP, revision, digest: hash128(value), value };
}

function opsOf(n: number): Op[] {
  const op = (field: string, value: Op['value']): Op => ({ kind: 'recording', id: keyOf(n), field, value, hlc: tick(null, NOW_MS - 1_000 + n, DESKTOP) });
  return [...(n % 3 === 0 ? [op('rating', 1 + (n % 10))] : []), ...(n % 4 === 0 ? [op('loved', true)] : [])];
}

function playsOf(n: number): PlayEvent[] {
  return Array.from({ length: n % 4 }, (_, i) => ({ playId: `play-${n}-${i}`, contentKey: keyOf(n), atMs: NOW_MS - 10_000 * n - i, deviceId: DESKTOP }));
}

/** Fills a library with `TRACKS` tracks. */
export async function seed(store: Store, libraryId: string): Promise<void> {
  const numbers = Array.from({ length: TRACKS }, (_, n) => n);
  const facts = numbers.flatMap((n) => [
    tagsFact(n),
    ...(n % 10 === 9 ? [] : [soundFact(n)]),
    ...(n % 6 === 5 ? [] : [vectorFact(n)]),
    ...(n % 2 === 0 ? [fact('holding', holdingSubject(keyOf(n), DESKTOP), { held: n % 8 !== 0, albums: [`album ${n % 3}`] })] : []),
  ]);
  await push(store, libraryId, { ops: numbers.flatMap(opsOf), plays: numbers.flatMap(playsOf), facts });
}

export async function push(store: Store, libraryId: string, items: { readonly ops?: readonly Op[]; readonly plays?: readonly PlayEvent[]; readonly facts?: readonly Fact[] }): Promise<void> {
  const { refused } = await inTransaction(store, (trx) => write(trx, { libraryId, deviceId: DESKTOP }, { ops: [], plays: [], facts: [], ...items }, NOW_MS));
  if (refused.length > 0) throw new Error(`The seed was refused: ${JSON.stringify(refused)}`);
}
