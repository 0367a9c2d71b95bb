// What slots are sorted by: unsigned integers, the least significant key first; the greatest says "no value".
import type { SortField } from '../../src/domain/query/query';
import type { ColumnName, TableName, TrackColumns } from './columns';
import { floatKey, reversedKey } from './radix';
import { NONE } from './string-table';

/** The key of a slot; it holds until the columns change. */
export type KeyOf = (slot: number) => number;

type NumberColumn = Extract<ColumnName, 'trackId' | 'rootId' | 'year' | 'trackNo' | 'discNo' | 'key' | 'rating' | 'playCount'>;
type NameColumn = Extract<ColumnName, 'title' | 'artist' | 'album' | 'albumArtist' | 'albumKey' | 'codec' | 'folder' | 'fileName'>;

/** Album artist, album, disc, track, title: as on a shelf. No two slots are alike in all of them. */
export function shelfKeys(columns: TrackColumns): KeyOf[] {
  return [
    number(columns, 'trackId'), rank(columns, 'title', 'title'), number(columns, 'trackNo'), number(columns, 'discNo'),
    rank(columns, 'albumKey', 'albumKey'), rank(columns, 'album', 'album'), rank(columns, 'albumArtist', 'artist'),
  ];
}

export function keysOf(columns: TrackColumns, field: SortField): KeyOf[] {
  switch (field) {
    case 'title':
    case 'artist':
    case 'album':
    case 'codec':
      return [rank(columns, field, field)];
    case 'albumArtist':
      return [rank(columns, 'albumArtist', 'artist')];
    case 'genre':
      return [firstGenre(columns)];
    case 'path':
      return [rank(columns, 'fileName', 'fileName'), rank(columns, 'folder', 'folder'), number(columns, 'rootId')];
    case 'year':
    case 'trackNo':
    case 'key':
    case 'rating':
    case 'playCount':
      return [number(columns, field)];
    case 'mood':
    case 'energyLevel':
    case 'atmosphere':
    case 'use':
    case 'marks': {
      const values = columns.arrays[field];
      return [(slot) => values[slot] || NONE];
    }
    case 'addedAtMs':
      return time(columns);
    case 'relevance':
      return [];
    default:
      return [floatKey(columns.arrays[field])];
  }
}

/** The other way round, except that "no value" stays last. */
export function reversed(key: KeyOf): KeyOf {
  return (slot) => reversedKey(key(slot));
}

/** By several keys, the last of them first. */
export function comparing(keys: readonly KeyOf[]): (a: number, b: number) => number {
  const weightiestFirst = keys.toReversed();
  return (a, b) => {
    for (const key of weightiestFirst) {
      const difference = key(a) - key(b);
      if (difference !== 0) return difference;
    }
    return 0;
  };
}

function number({ arrays }: TrackColumns, column: NumberColumn): KeyOf {
  const values = arrays[column];
  return (slot) => values[slot] as number;
}

function rank({ arrays, tables }: TrackColumns, column: NameColumn, table: TableName): KeyOf {
  const ids = arrays[column];
  const ranks = tables[table].sortRanks();
  return (slot) => ranks[ids[slot] as number] ?? NONE;
}

/** Tracks share few lists of genres: the rank is looked up once a list. */
function firstGenre(columns: TrackColumns): KeyOf {
  const { genre, genreList } = columns.tables;
  const ranks = genre.sortRanks();
  const rankOf = Uint32Array.from(genreList.strings, (_, list) => ranks[columns.genresOf(list)[0] ?? NONE] ?? NONE);
  const lists = columns.arrays.genres;
  return (slot) => rankOf[lists[slot] as number] ?? NONE;
}

/** Milliseconds since 1970 need more than 32 bits: the low 16 first, then the rest. */
function time({ arrays }: TrackColumns): KeyOf[] {
  const times = arrays.addedAtMs;
  return [(slot) => ((times[slot] as number) % 0x10000) >>> 0, (slot) => ((times[slot] as number) / 0x10000) >>> 0];
}
