// Files that hold one recording: copies of the very same audio, and the same recording encoded otherwise.
import type { TrackId } from '../../src/domain/library/ids';
import { before, SAME_DURATION_S } from '../../src/domain/library/versions';
import { COPIES, FORMATS, type DuplicateList } from '../../src/domain/query/query';
import type { VectorIndex } from '../../src/domain/sound/vector-index';
import { NO_ROOT, type TrackColumns } from './columns';
import type { LibraryIndex } from './library-index';
import { versionAt } from './stand-ins';
import { NONE, type StringTable } from './string-table';

/**
 * Embeddings of one recording in two formats are at least so near: measured on the demo's pieces as FLAC, MP3 at 128 and Opus at
 * 64 kbit/s, 33 pairs lay between 0.861 and 0.997, half of them above 0.98, and no pair of two pieces above 0.44. Other takes of a
 * song lie between; artist, title and length within two seconds must agree besides.
 */
export const SAME_SOUND = 0.85;

export function duplicatesOf(index: LibraryIndex, vectors: VectorIndex): DuplicateList {
  const { columns } = index;
  const { arrays } = columns;
  const shelf = index.orders.albumOrder();
  const files = shelf.filter((slot) => index.listed[slot] === 1 && arrays.rootId[slot] !== NO_ROOT && !arrays.missing[slot] && arrays.contentKey[slot] !== NONE);
  const copies = [...gather(files, (slot) => arrays.contentKey[slot] as number)];
  const formats = recordings(columns, files, vectors).filter((slots) => new Set(slots.map((slot) => arrays.contentKey[slot])).size > 1);
  const hidden = shelf.filter((slot) => index.isHidden(slot)).map((slot) => arrays.trackId[slot] as number);
  return { ...packed(columns, [...copies.map((slots) => ({ slots, kind: COPIES })), ...formats.map((slots) => ({ slots, kind: FORMATS }))]), hidden };
}

/** Slots that share a value, where several do, in the order of the first of each. */
function* gather(slots: Uint32Array, valueOf: (slot: number) => number | null): Generator<number[]> {
  const first = new Map<number, number>();
  const shared = new Map<number, number[]>();
  for (const slot of slots) {
    const value = valueOf(slot);
    if (value === null) continue;
    const held = first.get(value);
    if (held === undefined) first.set(value, slot);
    else shared.set(value, [...(shared.get(value) ?? [held]), slot]);
  }
  yield* shared.values();
}

/** Slots of one recording: by its MusicBrainz id, else of one artist and title, where place and length, or the sound, agree. */
function recordings(columns: TrackColumns, files: Uint32Array, vectors: VectorIndex): number[][] {
  const { arrays, tables } = columns;
  const joined = new Joined(columns.count);
  const idOf = (slot: number): number | null => (arrays.recordingId[slot] === NONE ? null : (arrays.recordingId[slot] as number));
  for (const slots of gather(files, idOf)) for (const slot of slots) joined.join(slots[0] as number, slot);
  const titles = wordIds(tables.title);
  const artists = wordIds(tables.artist);
  const songOf = (slot: number): number | null => (arrays.artist[slot] === NONE ? null : (artists[arrays.artist[slot] as number] as number) * titles.length + (titles[arrays.title[slot] as number] as number));
  for (const slots of gather(files, songOf)) joinSong(columns, slots, joined, vectors);
  return [...gather(files, (slot) => joined.of(slot))];
}

/** By length, so that each is compared with the few that are as long. */
function joinSong(columns: TrackColumns, slots: readonly number[], joined: Joined, vectors: VectorIndex): void {
  const { arrays } = columns;
  const lengthOf = (slot: number): number => arrays.durationS[slot] as number;
  const sorted = slots.filter((slot) => !Number.isNaN(lengthOf(slot))).sort((a, b) => lengthOf(a) - lengthOf(b));
  sorted.forEach((a, i) => {
    for (let at = i + 1; at < sorted.length; at++) {
      const b = sorted[at] as number;
      if (lengthOf(b) - lengthOf(a) > SAME_DURATION_S) break;
      const ids = [arrays.recordingId[a], arrays.recordingId[b]];
      if (joined.of(a) === joined.of(b) || (ids[0] !== NONE && ids[1] !== NONE)) continue;
      if (isSamePlace(columns, a, b) || isSameSound(columns, a, b, vectors)) joined.join(a, b);
    }
  });
}

function isSamePlace({ arrays, tables }: TrackColumns, a: number, b: number): boolean {
  const [one, other] = [arrays.album[a] as number, arrays.album[b] as number];
  if (one === NONE || other === NONE || arrays.trackNo[a] !== arrays.trackNo[b]) return false;
  return one === other || tables.album.words(one) === tables.album.words(other);
}

function isSameSound({ arrays, tables }: TrackColumns, a: number, b: number, vectors: VectorIndex): boolean {
  const [one, other] = [a, b].map((slot) => vectors.find(tables.contentKey.text(arrays.contentKey[slot] as number) ?? ''));
  return one !== undefined && other !== undefined && vectors.similarity(one, other) >= SAME_SOUND;
}

/** By id of a string: a number that strings of the same words share. */
function wordIds(table: StringTable): Uint32Array {
  const ids = new Map<string, number>();
  return Uint32Array.from({ length: table.size }, (_, id) => {
    const words = table.words(id);
    const known = ids.get(words) ?? ids.size;
    ids.set(words, known);
    return known;
  });
}

function packed(columns: TrackColumns, groups: readonly { readonly slots: readonly number[]; readonly kind: number }[]): Omit<DuplicateList, 'hidden'> {
  const starts = new Uint32Array(groups.length + 1);
  groups.forEach(({ slots }, i) => (starts[i + 1] = (starts[i] as number) + slots.length));
  const trackIds = new Uint32Array(starts.at(-1) ?? 0);
  groups.forEach(({ slots }, i) => trackIds.set(slots.map((slot) => versionAt(columns, slot)).sort(before).map(({ trackId }): TrackId => trackId), starts[i]));
  return { trackIds, starts, kinds: Uint8Array.from(groups, ({ kind }) => kind) };
}

/** Sets of slots that grow together. */
class Joined {
  private readonly parents: Uint32Array;

  constructor(count: number) {
    this.parents = new Uint32Array(count).map((_, slot) => slot);
  }

  of(slot: number): number {
    let root = slot;
    while (this.parents[root] !== root) root = this.parents[root] as number;
    this.parents[slot] = root;
    return root;
  }

  join(a: number, b: number): void {
    const [one, other] = [this.of(a), this.of(b)];
    this.parents[Math.max(one, other)] = Math.min(one, other);
  }
}
