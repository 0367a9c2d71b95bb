// Facts as they travel: whole values by kind and subject, each with a stamp that orders it among those of other devices.
import type { AlbumKey, ArtistKey, ContentKey, CoverHash, DeviceId } from '../library/ids';
import type { SettledAlbum } from '../library/settled-album';
import type { Tags } from '../library/tags';
import type { Technical } from '../library/track';
import type { Gapless } from '../sound/gapless';
import type { Loudness, MusicalKey, SignalQuality, Tempo } from '../sound/sound';
import type { FeaturesValue } from './feature-values';

/**
 * - `tags`: what a file's tags and container say, by `<contentKey>/<taggedAlbumKey>` (`-` for no album)
 * - `sound`: the analysis, by `<contentKey>`
 * - `vector`: the embedding, by `<contentKey>`
 * - `holding`: whether a device holds the recording and under which albums, by `<contentKey>/<deviceId>`; never where
 * - `alias`: that tags went from one album to another, by `<contentKey>/<from>/<to>`
 */
export const FACT_KINDS = ['tags', 'sound', 'vector', 'holding', 'alias'] as const;
export type FactKind = (typeof FACT_KINDS)[number];

/** All of a fact but its value. */
export interface FactStamp {
  readonly kind: FactKind;
  readonly subject: string;
  /** Version of the stage that made it; the higher wins. */
  readonly version: number;
  /** The device that made it; breaks ties. */
  readonly deviceId: DeviceId;
  /** Change sequence of that device when it made it: among its own values the later wins. */
  readonly revision: number;
  /** `hash128` of the value's bytes, 32 hex digits. */
  readonly digest: string;
}

export interface Fact extends FactStamp {
  /** The value as MessagePack: one of the `…Value` interfaces below. */
  readonly value: Uint8Array;
}

export interface TagsValue {
  /** As read from the file; what a person edited travels as choices. */
  readonly tags: Tags | null;
  readonly technical: Technical | null;
  readonly taggedAlbumKey: AlbumKey | null;
  /** As settled among the tracks of its folder, by the tags as read; of an edited album as tagged. */
  readonly albumKey: AlbumKey | null;
  /** Of an edited album: the key by its edited tags alone, and what settling made of it. Absent where those are one. */
  readonly settled?: readonly [AlbumKey, AlbumKey];
  readonly artistKey: ArtistKey | null;
  readonly albumArtistKey: ArtistKey | null;
  /** What the files beside it say of the album, with `albumArtistKey` of the artist named there. Absent where the tags say the same. */
  readonly settledAlbum?: SettledAlbum;
  readonly coverHash: CoverHash | null;
  /** The file's name without folders, for a title where the tags have none. */
  readonly fileName: string;
  readonly addedAtMs: number;
}

export interface SoundValue {
  readonly tempo: Tempo | null;
  readonly key: MusicalKey | null;
  readonly loudness: Loudness;
  readonly waveform: Uint8Array;
  /** All of these as in `Analysis`; absent from devices whose analyse stage has version 1. */
  readonly bandLevels?: Uint8Array;
  readonly loudnessCurve?: Uint8Array;
  readonly blockLoudness?: Uint8Array;
  readonly beats?: BeatsValue | null;
  readonly tempoDistribution?: Uint8Array | null;
  readonly chromagram?: Uint8Array | null;
  readonly quality?: SignalQuality;
  readonly features?: FeaturesValue | null;
  readonly gapless?: Gapless | null;
  readonly decodedDurationS: number;
  /** 0 while there is no embedding. */
  readonly embedVersion: number;
  /** Little-endian float32 bytes; null while there is no embedding. */
  readonly soundTags: Uint8Array | null;
}

export interface BeatsValue {
  /** Little-endian float32 bytes. */
  readonly timesS: Uint8Array;
  readonly firstDownbeatS: number | null;
}

export interface VectorValue {
  /** Little-endian float32 bytes. */
  readonly vector: Uint8Array;
}

/** Albums are named as in the subjects of `tags`. */
export interface HoldingValue {
  readonly held: boolean;
  /** Those that the device's files are tagged with. Absent from a device that does not say. */
  readonly albums?: readonly string[];
  /** Those that the device told before and that none of its files is tagged with any more. */
  readonly withdrawn?: readonly string[];
}

/** Albums are named as in the subjects of `tags`. */
export interface AliasValue {
  readonly from: string;
  readonly to: string;
}

const NO_ALBUM = '-';

export function tagsSubject(contentKey: ContentKey, taggedAlbumKey: AlbumKey | null): string {
  return `${contentKey}/${albumPart(taggedAlbumKey)}`;
}

/** An album as the subjects of `tags` name it. */
export function albumPart(taggedAlbumKey: AlbumKey | null): string {
  return taggedAlbumKey ?? NO_ALBUM;
}

export function holdingSubject(contentKey: ContentKey, deviceId: DeviceId): string {
  return `${contentKey}/${deviceId}`;
}

/** The recording that a fact is about, whatever its kind. */
export function contentKeyOf({ subject }: Pick<FactStamp, 'subject'>): ContentKey {
  return (subject.split('/', 1)[0] ?? '') as ContentKey;
}

/** The part of a subject behind its contentKey; '' where there is none. */
export function restOfSubject({ subject }: Pick<FactStamp, 'subject'>): string {
  const slash = subject.indexOf('/');
  return slash < 0 ? '' : subject.slice(slash + 1);
}

/** Whether `offered` takes the place of `held`: by version, then device, then that device's own order. A total order, so all sides agree. */
export function factWins(offered: FactStamp, held: FactStamp | undefined): boolean {
  if (!held) return true;
  if (offered.version !== held.version) return offered.version > held.version;
  if (offered.deviceId !== held.deviceId) return offered.deviceId > held.deviceId;
  return offered.revision > held.revision;
}

/** Whether a side that holds `held` lacks `offered`. The same value again is nothing new. */
export function factWanted(offered: FactStamp, held: FactStamp | undefined): boolean {
  if (held && held.version === offered.version && held.digest === offered.digest) return false;
  return factWins(offered, held);
}

/** Version of a `sound` fact: grows with either stage, since the value holds what both leave. */
export function soundVersion(analyseVersion: number, embedVersion: number): number {
  return analyseVersion + Math.max(embedVersion, 1) - 1;
}

/** The analyse version in a `sound` fact of this version. */
export function analyseVersionOf(version: number, embedVersion: number): number {
  return version - Math.max(embedVersion, 1) + 1;
}
