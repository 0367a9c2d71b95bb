// Believable tracks from a seed: albums of artists with a style, and sounds that follow it. Pure: the same seed, the same library.
import type { AlbumKey, ArtistKey, ContentKey, CoverHash, RootId } from '../../src/domain/library/ids';
import { rowCredits } from '../../src/domain/library/track-credits';
import type { Tags } from '../../src/domain/library/tags';
import type { Technical } from '../../src/domain/library/track';
import type { CurvesRow, SoundRow, VectorRow } from '../../src/domain/sound/sound';
import { STAGE_VERSIONS } from '../../src/domain/versions';
import type { NewTrack } from '../../src/db/tracks';
import { seededFeatures } from './seed-features';
import { GENRES, randomFrom, vocabulary } from './vocabulary';

export interface SeededTrack {
  readonly row: NewTrack;
  readonly sound: SoundRow;
  readonly curves: CurvesRow;
  readonly vector: VectorRow;
  /** Half stars; null for most. */
  readonly rating: number | null;
}

export interface SeedOptions {
  readonly count: number;
  readonly seed: number;
  readonly rootId: RootId;
}

const DIMENSIONS = 200;
const TRACKS_AN_ALBUM = 11;
const ALBUMS_AN_ARTIST = 3;
const FIRST_ADDED_MS = Date.UTC(2024, 0, 1);
const CODECS = ['MPEG 1 Layer 3', 'FLAC', 'AAC', 'Vorbis', 'Opus'];

interface Artist {
  readonly name: string;
  readonly key: ArtistKey;
  readonly genres: readonly string[];
  readonly timbre: Float32Array;
}

interface Album {
  readonly artist: Artist;
  readonly title: string;
  readonly key: AlbumKey;
  readonly year: number;
  readonly codec: string;
  readonly coverHash: CoverHash;
  readonly timbre: Float32Array;
}

/** Tracks in album order. */
export function* seededTracks({ count, seed, rootId }: SeedOptions): Generator<SeededTrack> {
  const random = randomFrom(seed);
  const words = vocabulary(random);
  const hash = () => Array.from({ length: 4 }, () => Math.floor(random() * 2 ** 32).toString(16).padStart(8, '0')).join('');
  const styles = GENRES.map(() => timbreNear(new Float32Array(DIMENSIONS).fill(1), 1, random));
  let artist = makeArtist();
  let album = makeAlbum();

  function makeArtist(): Artist {
    const genre = Math.floor(random() ** 2 * GENRES.length);
    const second = random() < 0.3 ? [GENRES[Math.floor(random() * GENRES.length)] as string] : [];
    const timbre = timbreNear(styles[genre] as Float32Array, 0.5, random);
    return { name: words.phrase(1, 3), key: hash() as ArtistKey, genres: [GENRES[genre] as string, ...second], timbre };
  }

  function makeAlbum(): Album {
    const codec = CODECS[Math.floor(random() ** 2 * CODECS.length)] as string;
    const year = 1960 + Math.floor(random() * 65);
    return { artist, title: words.phrase(1, 4), key: hash() as AlbumKey, year, codec, coverHash: hash() as CoverHash, timbre: timbreNear(artist.timbre, 0.3, random) };
  }

  for (let i = 0; i < count; i++) {
    const trackNo = (i % TRACKS_AN_ALBUM) + 1;
    if (i > 0 && trackNo === 1) {
      if (Math.floor(i / TRACKS_AN_ALBUM) % ALBUMS_AN_ARTIST === 0) artist = makeArtist();
      album = makeAlbum();
    }
    const contentKey = hash() as ContentKey;
    const title = words.phrase(1, 5);
    yield {
      row: trackRow({ album, title, trackNo, contentKey, rootId, addedAtMs: FIRST_ADDED_MS + Math.floor(i / TRACKS_AN_ALBUM) * 60_000, random }),
      sound: soundRow(contentKey, random),
      curves: curvesRow(contentKey, random),
      vector: { contentKey, embedVersion: STAGE_VERSIONS.embed, vector: timbreNear(album.timbre, 0.25, random) },
      rating: random() < 0.05 ? 1 + Math.floor(random() * 10) : null,
    };
  }
}

interface RowParts {
  readonly album: Album;
  readonly title: string;
  readonly trackNo: number;
  readonly contentKey: ContentKey;
  readonly rootId: RootId;
  readonly addedAtMs: number;
  readonly random: () => number;
}

function trackRow({ album, title, trackNo, contentKey, rootId, addedAtMs, random }: RowParts): NewTrack {
  const { artist } = album;
  const folder = `${safe(artist.name)}-${artist.key.slice(0, 4)}/${album.year} ${safe(album.title)}`;
  const tags = tagsOf(album, title, trackNo);
  const sizeBytes = 2_000_000 + Math.floor(random() * 30_000_000);
  return {
    rootId, folder, path: `${folder}/${String(trackNo).padStart(2, '0')} ${safe(title)}.mp3`,
    sizeBytes, mtimeMs: addedAtMs, stage: 'embedded', attempts: 0, failure: null, missing: 0, addedAtMs,
    contentKey, taggedAlbumKey: album.key, albumKey: album.key, artistKey: artist.key, albumArtistKey: artist.key, coverHash: album.coverHash,
    tags, technical: technicalOf(album.codec, random),
    credits: rowCredits(tags, { artistKey: artist.key, albumArtistKey: artist.key }), versions: STAGE_VERSIONS,
  };
}

function tagsOf({ artist, title: album, year }: Album, title: string, trackNo: number): Tags {
  return {
    title, artist: artist.name, artists: [artist.name], album, albumArtist: artist.name, genres: artist.genres,
    date: String(year), originalDate: null, year, trackNo, trackTotal: TRACKS_AN_ALBUM, discNo: 1, discTotal: 1,
    composers: [], label: null, isrc: null, comment: null, compilation: false, taggedBpm: null, taggedKey: null,
    replayGainTrackDb: null, replayGainAlbumDb: null, musicBrainzRecordingId: null, musicBrainzReleaseId: null,
    musicBrainzArtistIds: [], musicBrainzAlbumArtistIds: [], tagFormats: ['ID3v2.4'],
  };
}

function technicalOf(codec: string, random: () => number): Technical {
  return {
    container: 'MPEG', codec, durationS: 60 + random() * 400, sampleRateHz: 44_100, channels: 2, bitsPerSample: null,
    bitrateKbps: 256, lossless: codec === 'FLAC', encoder: null,
  };
}

function soundRow(contentKey: ContentKey, random: () => number): SoundRow {
  const tempoBpm = 60 + random() * 120;
  return {
    contentKey, analyseVersion: STAGE_VERSIONS.analyse, embedVersion: STAGE_VERSIONS.embed,
    tempo: { tempoBpm, confidence: random(), candidates: [{ tempoBpm: Math.round(tempoBpm), weight: 0.6 }] },
    key: { tonic: Math.floor(random() * 12), mode: random() < 0.5 ? 'major' : 'minor', strength: random() },
    loudness: { integratedLufs: -24 + random() * 18, samplePeakDbfs: -random(), rangeLu: 2 + random() * 14, truePeakDbtp: -random() },
    features: seededFeatures(random), decodedDurationS: 240, soundTags: new Float32Array(100).map(() => random() ** 4),
  };
}

/** As large as those of a track of four minutes. */
function curvesRow(contentKey: ContentKey, random: () => number): CurvesRow {
  const waveform = new Uint8Array(1_000).map(() => Math.floor(random() * 256));
  return { contentKey, waveform, bandLevels: new Uint8Array(3_000).map((_, i) => waveform[i % 1_000] as number), loudnessCurve: waveform.slice(0, 200), blockLoudness: waveform.slice(0, 300) };
}

/** Activations are never negative; the sum of three uniform numbers stands for a normal one. */
function timbreNear(centre: Float32Array, spread: number, random: () => number): Float32Array {
  return centre.map((value) => Math.max(0, value + spread * (random() + random() + random() - 1.5)));
}

function safe(name: string): string {
  return name.replace(/[/\\:]/g, '-');
}
