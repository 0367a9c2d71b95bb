// A device of a person for tests: a database of its own, a clock, tracks made up, and rounds against a model of the server.
import type { AlbumKey, ContentKey, DeviceId, RootId, TrackId } from '../../domain/library/ids';
import type { TrackRow } from '../../domain/library/track';
import type { Result } from '../../domain/result';
import type { Analysis, Embedding } from '../../domain/sound/sound';
import type { ExchangeSummary } from '../../domain/sync/connection';
import { exchange } from '../../domain/sync/exchange';
import type { Remote, Replica } from '../../domain/sync/ports';
import { STAGE_VERSIONS } from '../../domain/versions';
import { Database } from '../database';
import { createReplica } from '../replica';
import { saveAnalysis, saveEmbedding } from '../sounds';
import { addTracks, patchTracks, type NewTrack } from '../tracks';

export class TestDevice {
  readonly db: Database;
  skewMs = 0;

  constructor(readonly deviceId: DeviceId, readonly trueNow: () => number) {
    this.db = new Database(`${deviceId} ${crypto.randomUUID()}`);
  }

  readonly now = (): number => this.trueNow() + this.skewMs;
  readonly newId = (): string => crypto.randomUUID();

  get deps() {
    return { nowMs: this.now(), newId: this.newId };
  }

  async begin(): Promise<this> {
    await this.db.meta.put({ key: 'deviceId', value: this.deviceId });
    return this;
  }

  replica(): Replica {
    return createReplica({ db: this.db, deviceId: this.deviceId, now: this.now });
  }

  exchange(remote: Remote, replica = this.replica()): Promise<Result<ExchangeSummary>> {
    return exchange({ replica, remote, sending: { facts: true, plays: true }, now: this.now, stopped: () => false, onProgress: () => undefined });
  }

  /** Files found and parsed, as the ingest worker would. */
  async addFiles(files: readonly NewTrack[]): Promise<TrackId[]> {
    const bare = files.map((file): NewTrack => ({ ...file, stage: 'found', contentKey: null, taggedAlbumKey: null, tags: null, technical: null }));
    const ids = await addTracks(this.db, bare);
    await patchTracks(this.db, new Map(ids.map((id, i) => [id, { ...files[i] }])));
    return ids;
  }

  async analyse(contentKey: ContentKey, seed = 1): Promise<void> {
    await saveAnalysis(this.db, contentKey, STAGE_VERSIONS.analyse, analysis(seed));
    await saveEmbedding(this.db, contentKey, STAGE_VERSIONS.embed, embedding(seed));
  }

  rows(): Promise<TrackRow[]> {
    return this.db.tracks.toArray();
  }
}

export function key(n: number): ContentKey {
  return n.toString(16).padStart(32, '0') as ContentKey;
}

/** A parsed file. */
export function file(n: number, over: Partial<NewTrack> = {}): NewTrack {
  const album = `album${Math.floor(n / 10)}` as AlbumKey;
  return {
    rootId: 1 as RootId, path: `Folder/${n}.mp3`, folder: 'Folder', sizeBytes: 5_000_000, mtimeMs: 1, stage: 'parsed', attempts: 0, failure: null, missing: 0,
    addedAtMs: 1_700_000_000_000 + n, contentKey: key(n), taggedAlbumKey: album, albumKey: album, artistKey: null, albumArtistKey: null, coverHash: null,
    tags: {
      title: `Title ${n}`, artist: 'Somebody', artists: ['Somebody'], album: `Album ${Math.floor(n / 10)}`, albumArtist: 'Somebody', genres: ['Jazz'],
      date: '1999', originalDate: null, year: 1999, trackNo: n % 10, trackTotal: 10, discNo: null, discTotal: null, composers: [], label: null, isrc: null,
      comment: null, compilation: false, taggedBpm: null, taggedKey: null, replayGainTrackDb: null, replayGainAlbumDb: null, musicBrainzRecordingId: null,
      musicBrainzReleaseId: null, musicBrainzArtistIds: [], musicBrainzAlbumArtistIds: [], tagFormats: ['ID3v2.4'],
    },
    technical: { container: 'mp3', codec: 'mp3', durationS: 200, sampleRateHz: 44_100, channels: 2, bitsPerSample: null, bitrateKbps: 320, lossless: false, encoder: null },
    versions: { parse: STAGE_VERSIONS.parse, analyse: 0, embed: 0 },
    ...over,
  };
}

export function analysis(seed: number): Analysis {
  return {
    tempo: { tempoBpm: 60 + seed, confidence: 0.8, candidates: [{ tempoBpm: 60 + seed, weight: 0.7 }, { tempoBpm: 120 + seed, weight: 0.2 }] },
    key: { tonic: seed % 12, mode: 'minor', strength: 0.7 },
    loudness: { integratedLufs: -12.5, samplePeakDbfs: -0.3 },
    waveform: Uint8Array.from({ length: 400 }, (_, i) => (i * seed) % 256), decodedDurationS: 200.5,
  };
}

export function embedding(seed: number): Embedding {
  return { vector: Float32Array.from({ length: 200 }, (_, i) => Math.sin(i + seed)), soundTags: Float32Array.from({ length: 100 }, (_, i) => Math.abs(Math.cos(i * seed))) };
}
