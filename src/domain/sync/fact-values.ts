// Facts to and from the rows that keep them. Bytes are copied: a view would keep, and store, the whole page it lies in.
import { decode, encode } from '@msgpack/msgpack';
import { hash128 } from '../library/hash128';
import type { ContentKey, DeviceId } from '../library/ids';
import { fileNameOf, type TrackRow } from '../library/track';
import type { Origin, SoundRow, VectorRow } from '../sound/sound';
import {
  analyseVersionOf, contentKeyOf, holdingSubject, restOfSubject, soundVersion, tagsSubject,
  type Fact, type FactStamp, type HoldingValue, type SoundValue, type TagsValue, type VectorValue,
} from './facts';

type Maker = Pick<FactStamp, 'deviceId' | 'revision'>;

export function tagsFact(row: TrackRow & { readonly contentKey: ContentKey }, maker: Maker): Fact {
  const { tags, technical, taggedAlbumKey, albumKey, artistKey, albumArtistKey, coverHash, addedAtMs } = row;
  const value: TagsValue = { tags, technical, taggedAlbumKey, albumKey, artistKey, albumArtistKey, coverHash, fileName: fileNameOf(row.path), addedAtMs };
  return fact({ ...maker, kind: 'tags', subject: tagsSubject(row.contentKey, taggedAlbumKey), version: row.versions.parse }, value);
}

export function soundFact(row: SoundRow, maker: Maker): Fact {
  const { tempo, key, loudness, waveform, decodedDurationS, embedVersion, soundTags } = row;
  const value: SoundValue = { tempo, key, loudness, waveform, decodedDurationS, embedVersion, soundTags: soundTags && bytesOf(soundTags) };
  return fact({ ...(row.origin ?? maker), kind: 'sound', subject: row.contentKey, version: soundVersion(row.analyseVersion, embedVersion) }, value);
}

export function vectorFact(row: VectorRow, maker: Maker): Fact {
  return fact({ ...(row.origin ?? maker), kind: 'vector', subject: row.contentKey, version: row.embedVersion }, { vector: bytesOf(row.vector) } satisfies VectorValue);
}

export function holdingFact(contentKey: ContentKey, held: boolean, maker: Maker): Fact {
  return fact({ ...maker, kind: 'holding', subject: holdingSubject(contentKey, maker.deviceId), version: 1 }, { held } satisfies HoldingValue);
}

/** Null where the value is not what its kind says: nothing of another device may hold up the rest. */
export function tagsOf({ value }: Fact): TagsValue | null {
  const tags = read<TagsValue>(value);
  return tags && typeof tags.fileName === 'string' && typeof tags.addedAtMs === 'number' ? tags : null;
}

export function soundOf(fact: Fact): SoundRow | null {
  const value = read<SoundValue>(fact.value);
  if (!value || !(value.waveform instanceof Uint8Array) || !value.loudness) return null;
  return {
    contentKey: contentKeyOf(fact), analyseVersion: analyseVersionOf(fact.version, value.embedVersion), embedVersion: value.embedVersion,
    tempo: value.tempo, key: value.key, loudness: value.loudness, waveform: value.waveform.slice(), decodedDurationS: value.decodedDurationS,
    soundTags: value.soundTags && floatsOf(value.soundTags), origin: originOf(fact),
  };
}

export function vectorOf(fact: Fact): VectorRow | null {
  const value = read<VectorValue>(fact.value);
  if (!(value?.vector instanceof Uint8Array)) return null;
  return { contentKey: contentKeyOf(fact), embedVersion: fact.version, vector: floatsOf(value.vector), origin: originOf(fact) };
}

export interface Holding {
  readonly contentKey: ContentKey;
  readonly deviceId: DeviceId;
  readonly held: boolean;
}

export function holdingOf(fact: Fact): Holding | null {
  const value = read<HoldingValue>(fact.value);
  return value && { contentKey: contentKeyOf(fact), deviceId: restOfSubject(fact) as DeviceId, held: value.held === true };
}

function read<T extends object>(bytes: Uint8Array): T | null {
  try {
    const value = decode(bytes);
    return typeof value === 'object' && value !== null ? (value as T) : null;
  } catch {
    return null;
  }
}

function fact(stamp: Omit<FactStamp, 'digest'>, content: TagsValue | SoundValue | VectorValue | HoldingValue): Fact {
  const value = encode(content);
  return { ...stamp, digest: hash128(value), value };
}

function originOf({ deviceId, revision }: FactStamp): Origin {
  return { deviceId, revision };
}

/** Typed arrays are little-endian on every machine that browsers run on. */
function bytesOf(floats: Float32Array): Uint8Array {
  return new Uint8Array(floats.buffer, floats.byteOffset, floats.byteLength);
}

function floatsOf(bytes: Uint8Array): Float32Array {
  return new Float32Array(bytes.slice(0, bytes.length & ~3).buffer);
}
