// Which track belongs to which album, artist or genre: pairs of a group and a slot, with the name the track gives the group.
import type { ArtistAliases } from '../../src/domain/library/artist-aliases';
import { foldText } from '../../src/domain/query/fold';
import type { GroupKind } from '../../src/domain/query/query';
import type { TrackColumns } from './columns';
import { shownArtists } from './shown-artists';
import { NONE, type StringTable } from './string-table';

export interface Memberships {
  readonly group: Uint32Array;
  readonly slot: Uint32Array;
  /** Id in `nameTable`. */
  readonly name: Uint32Array;
  /** As `name`; `NONE` where it is the name of an artist that was merged into the group's. The same array where there is none such. */
  readonly ownName: Uint32Array;
  readonly nameTable: StringTable;
  readonly groupCount: number;
  readonly keyOf: (group: number) => string | null;
}

type Add = (group: number, name: number, isMerged?: boolean) => void;

/** A track is in one album, and in any number of artists (its own, its album's and its title's) and genres, once in each. */
export function memberships(columns: TrackColumns, listed: Uint8Array, kind: GroupKind, aliases: ArtistAliases): Memberships {
  const { tables } = columns;
  switch (kind) {
    case 'album':
      return collect(columns, listed, tables.albumKey, tables.album, albumsOf(columns));
    case 'artist':
      return collect(columns, listed, tables.artistKey, tables.artist, artistsOf(columns, aliases));
    case 'genre':
      return collect(columns, listed, tables.genre, tables.genre, genresOf(columns));
  }
}

function collect(columns: TrackColumns, listed: Uint8Array, keys: StringTable, nameTable: StringTable, groupsOf: (slot: number, add: Add) => void): Memberships {
  const group: number[] = [];
  const slots: number[] = [];
  const names: number[] = [];
  let ownNames: number[] | null = null;
  for (let slot = 0; slot < columns.count; slot++) {
    if (!listed[slot]) continue;
    groupsOf(slot, (key, name, isMerged) => {
      if (key === NONE || name === NONE) return;
      group.push(key);
      slots.push(slot);
      if (isMerged) ownNames ??= [...names];
      names.push(name);
      ownNames?.push(isMerged ? NONE : name);
    });
  }
  const name = Uint32Array.from(names);
  return {
    group: Uint32Array.from(group), slot: Uint32Array.from(slots), name, ownName: ownNames ? Uint32Array.from(ownNames) : name,
    nameTable, groupCount: keys.size, keyOf: (id) => keys.text(id),
  };
}

function albumsOf({ arrays }: TrackColumns): (slot: number, add: Add) => void {
  return (slot, add) => add(arrays.albumKey[slot] as number, arrays.album[slot] as number);
}

interface ShownPart {
  readonly key: number;
  readonly name: number;
  readonly isMerged: boolean;
}

const NOBODY: readonly ShownPart[] = [];

function artistsOf(columns: TrackColumns, aliases: ArtistAliases): (slot: number, add: Add) => void {
  const { credit, guests, albumCredit } = columns.arrays;
  const parts = columns.readCredits();
  const shown = shownArtists(columns, aliases);
  const credits = parts.map((each) => each.reduce<ShownPart[]>((all, { key, name }) => {
    const part = { key: shown(key), name, isMerged: shown(key) !== key };
    return isIn(all, part) ? all : [...all, part];
  }, []));
  // "Nobody" is no index of an array: to look it up would be slow.
  const partsAt = (id: number): readonly ShownPart[] => (id === NONE ? NOBODY : credits[id] ?? NOBODY);
  return (slot, add) => {
    const own = partsAt(credit[slot] as number);
    const others = partsAt(guests[slot] as number);
    for (const { key, name, isMerged } of own) add(key, name, isMerged);
    for (const part of others) if (!isIn(own, part)) add(part.key, part.name, part.isMerged);
    if (albumCredit[slot] === credit[slot]) return;
    for (const part of partsAt(albumCredit[slot] as number)) if (!isIn(own, part) && !isIn(others, part)) add(part.key, part.name, part.isMerged);
  };
}

function isIn(parts: readonly ShownPart[], { key }: ShownPart): boolean {
  for (const part of parts) if (part.key === key) return true;
  return false;
}

/** Genres that fold alike are one group: the first of them stands for all. */
function genresOf(columns: TrackColumns): (slot: number, add: Add) => void {
  const firstOf = new Map<string, number>();
  const groupOf = columns.tables.genre.strings.map((name, id) => {
    const folded = foldText(name);
    if (!firstOf.has(folded)) firstOf.set(folded, id);
    return firstOf.get(folded) as number;
  });
  const listGroups = columns.tables.genreList.strings.map((_, list) => {
    const named = columns.genresOf(list).map((id): [number, number] => [groupOf[id] as number, id]);
    return [...new Map(named.reverse())];
  });
  return (slot, add) => {
    for (const [group, name] of listGroups[columns.arrays.genres[slot] as number] ?? []) add(group, name);
  };
}
