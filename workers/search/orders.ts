// Every order of the library, made when first asked for and kept until the library changes.
import type { Sort, SortField } from '../../src/domain/query/query';
import type { SoundLabel } from '../../src/domain/query/sound-fields';
import type { ColumnName, TableName, TrackColumns } from './columns';
import { floatKeys, identity, reversedKeys, sortedByKey } from './radix';
import { NONE } from './string-table';

export class Orders {
  private readonly made = new Map<string, Uint32Array>();
  private base: Uint32Array | null = null;

  constructor(private readonly columns: TrackColumns) {}

  /** All slots in order; what has no value comes last in both directions, and ties are in album order. */
  order(sort: Sort): Uint32Array {
    const name = `${sort.by} ${sort.descending}`;
    const known = this.made.get(name);
    if (known) return known;
    const passes = this.keysOf(sort.by).map((keys) => (sort.descending ? reversedKeys(keys) : keys));
    const order = passes.reduce(sortedByKey, this.albumOrder());
    this.made.set(name, order);
    return order;
  }

  /** Album artist, album, disc, track, title: as on a shelf. */
  albumOrder(): Uint32Array {
    if (this.base) return this.base;
    const keys = [
      this.numbers('trackId'), this.ranks('title', 'title'), this.numbers('trackNo'), this.numbers('discNo'),
      this.ranks('albumKey', 'albumKey'), this.ranks('album', 'album'), this.ranks('albumArtist', 'artist'),
    ];
    this.base = keys.reduce(sortedByKey, identity(this.columns.count));
    return this.base;
  }

  /** The keys of a field, the least significant first. */
  private keysOf(field: SortField): Uint32Array[] {
    switch (field) {
      case 'title':
      case 'artist':
      case 'album':
      case 'codec':
        return [this.ranks(field, field)];
      case 'albumArtist':
        return [this.ranks('albumArtist', 'artist')];
      case 'genre':
        return [this.firstGenreRanks()];
      case 'path':
        return [this.ranks('fileName', 'fileName'), this.ranks('folder', 'folder'), this.numbers('rootId')];
      case 'year':
      case 'trackNo':
      case 'key':
      case 'rating':
      case 'playCount':
        return [this.numbers(field)];
      case 'mood':
      case 'energyLevel':
      case 'atmosphere':
      case 'use':
      case 'marks':
        return [this.labelKeys(field)];
      case 'addedAtMs':
        return this.timeKeys();
      case 'relevance':
        return [];
      default:
        return [floatKeys(this.columns.arrays[field].subarray(0, this.columns.count))];
    }
  }

  private numbers(column: Extract<ColumnName, 'trackId' | 'rootId' | 'year' | 'trackNo' | 'discNo' | 'key' | 'rating' | 'playCount'>): Uint32Array {
    return this.columns.arrays[column].subarray(0, this.columns.count);
  }

  private ranks(column: Extract<ColumnName, 'title' | 'artist' | 'album' | 'albumArtist' | 'albumKey' | 'codec' | 'folder' | 'fileName'>, table: TableName): Uint32Array {
    const ranks = this.columns.tables[table].sortRanks();
    return this.columns.arrays[column].subarray(0, this.columns.count).map((id) => ranks[id] ?? NONE);
  }

  private labelKeys(kind: SoundLabel | 'marks'): Uint32Array {
    return Uint32Array.from(this.columns.arrays[kind].subarray(0, this.columns.count), (place) => (place === 0 ? NONE : place));
  }

  private firstGenreRanks(): Uint32Array {
    const ranks = this.columns.tables.genre.sortRanks();
    return this.columns.arrays.genres.subarray(0, this.columns.count).map((list) => ranks[this.columns.genresOf(list)[0] ?? NONE] ?? NONE);
  }

  /** Milliseconds since 1970 need more than 32 bits: the low 16 first, then the rest. */
  private timeKeys(): Uint32Array[] {
    const times = this.columns.arrays.addedAtMs.subarray(0, this.columns.count);
    const keys = new Uint32Array(times.length);
    return [keys.map((_, slot) => (times[slot] as number) % 0x10000), keys.map((_, slot) => (times[slot] as number) / 0x10000)];
  }
}
