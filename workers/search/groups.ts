// Albums, artists and genres: tracks gathered under their keys, with what a tile shows.
import type { ArtistAliases } from '../../src/domain/library/artist-aliases';
import type { CoverHash } from '../../src/domain/library/ids';
import { foldText, hasTerm, queryTerms } from '../../src/domain/query/fold';
import type { Group, GroupKind } from '../../src/domain/query/query';
import type { TrackColumns } from './columns';
import { memberships, type Memberships } from './memberships';
import { NONE, type StringTable } from './string-table';
import { tally } from './tally';

/** A group and the words it is found by. */
export interface GroupRow {
  readonly group: Group;
  readonly words: string;
}

/** All groups of a kind, in the order of their names. @param listed 1 for slots that count */
export function groupRows(columns: TrackColumns, listed: Uint8Array, kind: GroupKind, aliases: ArtistAliases = new Map()): GroupRow[] {
  const members = memberships(columns, listed, kind, aliases);
  const ranks = members.nameTable.sortRanks();
  const { rows, nameOf } = describe(columns, members, namesOf(members), kind);
  return rows
    .sort((a, b) => (ranks[nameOf.get(a) as number] as number) - (ranks[nameOf.get(b) as number] as number) || (a.group.key < b.group.key ? -1 : 1));
}

/** The groups whose name, or artist, holds every term. */
export function groupsMatching(rows: readonly GroupRow[], text: string): Group[] {
  const terms = queryTerms(text);
  return rows.filter((row) => terms.every((term) => hasTerm(row.words, term))).map((row) => row.group);
}

function describe(columns: TrackColumns, members: Memberships, names: Uint32Array, kind: GroupKind) {
  const { tables, arrays } = columns;
  const { groupCount } = members;
  const column = (values: Uint32Array) => members.slot.map((slot) => values[slot] as number);
  const covers = tally(members.group, column(arrays.coverHash), groupCount, textBefore(tables.coverHash)).best;
  const artists = kind === 'album' ? tally(members.group, column(arrays.albumArtist), groupCount, textBefore(tables.artist)).best : null;
  const albums = kind === 'album' ? null : tally(members.group, albumKeysOf(columns, members.slot), groupCount, () => false).distinct;
  const sums = sumsOf(columns, members);
  const merged = mergedWords(members);
  const rows: GroupRow[] = [];
  const nameOf = new Map<GroupRow, number>();
  names.forEach((name, group) => {
    if (name === NONE) return;
    const text = members.nameTable.text(name) as string;
    const artist = artists?.[group] ?? NONE;
    const row: GroupRow = {
      group: {
        key: kind === 'genre' ? foldText(text) : (members.keyOf(group) as string),
        name: text,
        subtitle: tables.artist.text(artist),
        year: sums.year[group] || null,
        trackCount: sums.count[group] as number,
        albumCount: albums ? (albums[group] as number) : 1,
        durationS: sums.durationS[group] as number,
        coverHash: tables.coverHash.text(covers[group] as number) as CoverHash | null,
        addedAtMs: sums.addedAtMs[group] as number,
      },
      words: members.nameTable.words(name) + (merged.get(group) ?? '') + (artist === NONE ? '' : tables.artist.words(artist)),
    };
    rows.push(row);
    nameOf.set(row, name);
  });
  return { rows, nameOf };
}

/** The name that most tracks give a group; that of a merged artist only where none has its own. */
function namesOf({ group, name, ownName, groupCount, nameTable }: Memberships): Uint32Array {
  const own = tally(group, ownName, groupCount, textBefore(nameTable)).best;
  if (ownName === name) return own;
  const any = tally(group, name, groupCount, textBefore(nameTable)).best;
  return own.map((best, id) => (best === NONE ? (any[id] as number) : best));
}

/** The names of merged artists, which a group is found by too. */
function mergedWords({ group, name, ownName, nameTable }: Memberships): ReadonlyMap<number, string> {
  const names = new Map<number, Set<number>>();
  if (ownName === name) return new Map();
  ownName.forEach((own, i) => {
    if (own === NONE) names.set(group[i] as number, (names.get(group[i] as number) ?? new Set()).add(name[i] as number));
  });
  return new Map([...names].map(([id, all]) => [id, [...all].map((each) => nameTable.words(each)).join('')]));
}

/** The latest year stands for a group: on a compilation, tracks may carry the years of their first release. */
function sumsOf(columns: TrackColumns, { group, slot, groupCount }: Memberships) {
  const { arrays } = columns;
  const count = new Uint32Array(groupCount);
  const year = new Uint32Array(groupCount);
  const durationS = new Float64Array(groupCount);
  const addedAtMs = new Float64Array(groupCount);
  slot.forEach((at, i) => {
    const g = group[i] as number;
    count[g] = (count[g] as number) + 1;
    durationS[g] = (durationS[g] as number) + (arrays.durationS[at] || 0);
    addedAtMs[g] = Math.max(addedAtMs[g] as number, arrays.addedAtMs[at] as number);
    const tagged = arrays.year[at] as number;
    if (tagged !== NONE && tagged > (year[g] as number)) year[g] = tagged;
  });
  return { count, year, durationS, addedAtMs };
}

/** Tracks without an album do not count as one. */
function albumKeysOf({ arrays }: TrackColumns, slots: Uint32Array): Uint32Array {
  return slots.map((slot) => (arrays.album[slot] === NONE ? NONE : (arrays.albumKey[slot] as number)));
}

function textBefore(table: StringTable): (a: number, b: number) => boolean {
  return (a, b) => (table.text(a) ?? '') < (table.text(b) ?? '');
}
