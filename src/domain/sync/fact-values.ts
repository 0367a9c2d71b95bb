// Facts to and from the rows that keep them. Bytes are copied: a view would keep, and store, the whole page it lies in.
import { encode } from '@msgpack/msgpack';
import { tagsAsRead } from '../library/edits';
import { hash128 } from '../library/hash128';
import type { AlbumKey, ContentKey, DeviceId } from '../library/ids';
import { albumKeyOf, keysOf } from '../library/keys';
import { settledTags } from '../library/settled-album';
import { foundCoverOf } from '../library/shown-cover';
import { fileNameOf, type TrackRow } from '../library/track';
import type { Origin, VectorRow } from '../sound/sound';
import { bytesOf, floatsOf, unpacked } from './fact-bytes';
import {
  contentKeyOf, holdingSubject, restOfSubject, tagsSubject,
  type AliasValue, type Fact, type FactStamp, type HoldingValue, type SoundValue, type TagsValue, type VectorValue,
} from './facts';
import { aliasSubject, type TagAlias } from './tag-aliases';
import type { Tagged } from './tagged';

export type Maker = Pick<FactStamp, 'deviceId' | 'revision'>;

export function tagsFact(row: TrackRow & { readonly contentKey: ContentKey }, maker: Maker): Fact {
  const { technical, taggedAlbumKey, addedAtMs } = row;
  const value: TagsValue = { tags: tagsAsRead(row), technical, taggedAlbumKey, ...keysAsRead(row), coverHash: foundCoverOf(row), fileName: fileNameOf(row.path), addedAtMs };
  return makeFact({ ...maker, kind: 'tags', subject: tagsSubject(row.contentKey, taggedAlbumKey), version: row.versions.parse }, value);
}

type ReadKeys = Pick<TagsValue, 'albumKey' | 'artistKey' | 'albumArtistKey' | 'settled' | 'settledAlbum'>;

/** Keys by the tags as read. Where an edit made another album of it, that settling did not do for the tags as read. */
function keysAsRead({ tags, readTags, taggedAlbumKey, albumKey, artistKey, albumArtistKey, settledAlbum }: TrackRow): ReadKeys {
  if (!tags || !readTags) return { albumKey, artistKey, albumArtistKey, ...(settledAlbum && { settledAlbum }) };
  const keys = keysOf(readTags);
  const edited = albumKeyOf(tags);
  if (edited === keys.albumKey) return { ...keysOf(settledTags(readTags, settledAlbum)), albumKey, ...(settledAlbum && { settledAlbum }) };
  const settled: readonly [AlbumKey, AlbumKey] | null = edited !== null && albumKey !== null && edited !== albumKey ? [edited, albumKey] : null;
  return { ...keys, albumKey: taggedAlbumKey, ...(settled && { settled }) };
}

export function vectorFact(row: VectorRow, maker: Maker): Fact {
  return makeFact({ ...(row.origin ?? maker), kind: 'vector', subject: row.contentKey, version: row.embedVersion }, { vector: bytesOf(row.vector) } satisfies VectorValue);
}

export function holdingFact(contentKey: ContentKey, { held, albums, withdrawn }: Tagged, maker: Maker): Fact {
  const value: HoldingValue = { held, ...(albums && { albums }), ...(withdrawn.length > 0 && { withdrawn }) };
  return makeFact({ ...maker, kind: 'holding', subject: holdingSubject(contentKey, maker.deviceId), version: 1 }, value);
}

/** The same from every device that knows of it. */
export function aliasFact({ contentKey, from, to }: TagAlias, deviceId: DeviceId): Fact {
  const value: AliasValue = { from, to };
  return makeFact({ deviceId, revision: 0, kind: 'alias', subject: aliasSubject({ contentKey, from, to }), version: 1 }, value);
}

/** Null where the value is not what its kind says: nothing of another device may hold up the rest. */
export function tagsOf({ value }: Fact): TagsValue | null {
  const tags = readValue<TagsValue>(value);
  return tags && typeof tags.fileName === 'string' && typeof tags.addedAtMs === 'number' ? tags : null;
}

export function vectorOf(fact: Fact): VectorRow | null {
  const value = readValue<VectorValue>(fact.value);
  if (!(value?.vector instanceof Uint8Array)) return null;
  return { contentKey: contentKeyOf(fact), embedVersion: fact.version, vector: floatsOf(value.vector), origin: originOf(fact) };
}

export interface Holding extends Tagged {
  readonly contentKey: ContentKey;
  readonly deviceId: DeviceId;
}

export function holdingOf(fact: Pick<Fact, 'subject' | 'value'>): Holding | null {
  const value = readValue<HoldingValue>(fact.value);
  return value && {
    contentKey: contentKeyOf(fact), deviceId: restOfSubject(fact) as DeviceId, held: value.held === true,
    albums: textsOf(value.albums), withdrawn: textsOf(value.withdrawn) ?? [],
  };
}

export function aliasOf(fact: Pick<Fact, 'subject' | 'value'>): TagAlias | null {
  const value = readValue<AliasValue>(fact.value);
  return value && typeof value.from === 'string' && typeof value.to === 'string' ? { contentKey: contentKeyOf(fact), from: value.from, to: value.to } : null;
}

/** What the bytes of a value say, unchecked; null where they say nothing. */
export function readValue<T extends object>(bytes: Uint8Array): T | null {
  const value = unpacked(bytes);
  return typeof value === 'object' && value !== null ? (value as T) : null;
}

function textsOf(list: unknown): string[] | null {
  return Array.isArray(list) ? list.filter((each) => typeof each === 'string') : null;
}

/** A value with its stamp. */
export function makeFact(stamp: Omit<FactStamp, 'digest'>, content: TagsValue | SoundValue | VectorValue | HoldingValue | AliasValue): Fact {
  const value = encode(content);
  return { ...stamp, digest: hash128(value), value };
}

export function originOf({ deviceId, revision }: FactStamp): Origin {
  return { deviceId, revision };
}
