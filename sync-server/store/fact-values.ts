// Values of facts, read back from MessagePack. Devices make them, so a part of the wrong shape counts as absent and never stops the rest.
import * as v from 'valibot';
import type { AlbumKey, ArtistKey, ContentKey, CoverHash } from '../../src/domain/library/ids';
import { NO_TAGS } from '../../src/domain/library/no-tags';
import type { Tags, TextField } from '../../src/domain/library/tags';
import { LEGACY_ENCODINGS } from '../../src/domain/library/text-encoding';
import type { SoundRow } from '../../src/domain/sound/sound';
import { floatsOf, unpacked } from '../../src/domain/sync/fact-bytes';
import type { TagsValue } from '../../src/domain/sync/facts';

/** Longer than any key of ours; an index holds them. */
const MAX_KEY = 100;
const MAX_INT = 2 ** 31 - 1;
const TEXT_FIELDS = [
  'title', 'artist', 'artists', 'album', 'albumArtist', 'albumArtists', 'titleSort', 'artistSort', 'albumSort', 'albumArtistSort', 'genres', 'moods', 'discSubtitle',
  'composers', 'label', 'comment',
] as const satisfies readonly TextField[];

// PostgreSQL keeps no NUL in texts.
const plain = v.pipe(v.string(), v.transform((text) => text.replaceAll('\0', '')));
const text = v.fallback(v.nullable(plain), null);
const texts = v.fallback(v.array(plain), []);
const real = v.fallback(v.nullable(v.pipe(v.number(), v.finite())), null);
const count = v.fallback(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_INT))), null);
const key = v.fallback(v.nullable(v.pipe(plain, v.minLength(1), v.maxLength(MAX_KEY))), null);

const said = <T>(shape: v.GenericSchema<T>) => v.fallback(v.optional(shape), undefined);

const tagsShape = v.object({ title: text, artist: text, album: text, albumArtist: text, genres: texts, year: count, trackNo: count, discNo: count, taggedBpm: real, taggedKey: text, replayGainTrackDb: real });
const encodingShape = v.object({
  repaired: v.fallback(v.nullable(v.picklist(LEGACY_ENCODINGS)), null),
  fields: v.array(v.picklist(TEXT_FIELDS)),
  candidates: v.fallback(v.array(v.picklist(LEGACY_ENCODINGS)), []),
});
/** Also what edits may change, and what decides keys. */
const editableShape = v.object({
  ...tagsShape.entries,
  artists: texts, albumArtists: said(v.array(plain)), titleSort: said(plain), artistSort: said(plain), albumSort: said(plain), albumArtistSort: said(plain),
  date: text, originalDate: text, trackTotal: count, discTotal: count, discSubtitle: said(plain), moods: said(v.array(plain)), composers: texts, label: text, comment: text,
  compilation: v.fallback(v.boolean(), false),
  musicBrainzReleaseId: text, musicBrainzReleaseGroupId: said(plain), musicBrainzArtistIds: texts, musicBrainzAlbumArtistIds: texts,
  encoding: said(encodingShape),
});
const technicalShape = v.object({
  container: text, codec: text, durationS: real, sampleRateHz: real, channels: real, bitsPerSample: real, bitrateKbps: real,
  lossless: v.fallback(v.nullable(v.boolean()), null), encoder: text,
});
const settledShape = v.object({ album: said(plain), albumArtist: said(plain), discNo: said(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_INT))) });
const tagsValueShape = v.object({
  tags: v.fallback(v.nullable(tagsShape), null),
  technical: v.fallback(v.nullable(technicalShape), null),
  albumKey: key, artistKey: key, albumArtistKey: key, coverHash: key,
  settledAlbum: v.fallback(v.optional(settledShape), undefined),
  fileName: v.fallback(plain, ''),
  addedAtMs: v.fallback(v.pipe(v.number(), v.integer(), v.minValue(0)), 0),
});

const tempoShape = v.object({
  tempoBpm: v.pipe(v.number(), v.finite()),
  confidence: v.pipe(v.number(), v.finite()),
  candidates: v.fallback(v.array(v.object({ tempoBpm: v.number(), weight: v.number() })), []),
});
const keyShape = v.object({
  tonic: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(11)),
  mode: v.picklist(['major', 'minor']),
  strength: v.fallback(v.number(), 0),
});
const soundValueShape = v.object({
  tempo: v.fallback(v.nullable(tempoShape), null),
  key: v.fallback(v.nullable(keyShape), null),
  loudness: v.fallback(v.object({ integratedLufs: real, samplePeakDbfs: real }), { integratedLufs: null, samplePeakDbfs: null }),
  decodedDurationS: v.fallback(v.pipe(v.number(), v.finite()), 0),
});

const editableValueShape = v.object({
  ...tagsValueShape.entries,
  tags: v.fallback(v.nullable(editableShape), null),
  settled: said(v.tuple([v.pipe(plain, v.minLength(1), v.maxLength(MAX_KEY)), v.pipe(plain, v.minLength(1), v.maxLength(MAX_KEY))])),
});

/** What a `tags` fact says, as far as it is shown, sorted and filtered. */
export type ShownTags = Omit<TagsValue, 'taggedAlbumKey'>;

/** @returns null where the bytes are no such value */
export function readTags(value: Uint8Array): ShownTags | null {
  const parsed = v.safeParse(tagsValueShape, unpacked(value));
  return parsed.success ? shownOf(parsed.output) : null;
}

/** As `readTags`, with all that edits may change or look at; three times the work. */
export function readEditableTags(value: Uint8Array): ShownTags | null {
  const parsed = v.safeParse(editableValueShape, unpacked(value));
  if (!parsed.success) return null;
  const { settled } = parsed.output;
  return { ...shownOf(parsed.output), ...(settled && { settled: settled as [AlbumKey, AlbumKey] }) };
}

function shownOf(shown: v.InferOutput<typeof tagsValueShape> | v.InferOutput<typeof editableValueShape>): ShownTags {
  return {
    tags: shown.tags && wholeTags(shown.tags),
    technical: shown.technical,
    albumKey: shown.albumKey as AlbumKey | null,
    artistKey: shown.artistKey as ArtistKey | null,
    albumArtistKey: shown.albumArtistKey as ArtistKey | null,
    coverHash: shown.coverHash as CoverHash | null,
    settledAlbum: shown.settledAlbum,
    fileName: shown.fileName,
    addedAtMs: shown.addedAtMs,
  };
}

function wholeTags(tags: v.InferOutput<typeof tagsShape> | v.InferOutput<typeof editableShape>): Tags {
  return { ...NO_TAGS, ...tags };
}

/** The numbers of a `sound` fact; waveform and sound tags are left where they are. @returns null where the bytes are no such value */
export function readSound(value: Uint8Array, contentKey: ContentKey): SoundRow | null {
  const parsed = v.safeParse(soundValueShape, unpacked(value));
  if (!parsed.success) return null;
  const { tempo, key: musicalKey, loudness, decodedDurationS } = parsed.output;
  return { contentKey, tempo, key: musicalKey, loudness, decodedDurationS, soundTags: null, analyseVersion: 0, embedVersion: 0 };
}

/** The embedding of a `vector` fact. @returns null where the bytes are no such value */
export function readVector(value: Uint8Array): Float32Array | null {
  const parsed = v.safeParse(v.object({ vector: v.instance(Uint8Array) }), unpacked(value));
  return parsed.success ? floatsOf(parsed.output.vector) : null;
}
