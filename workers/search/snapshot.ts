// The columns as one structured clone, so that a warm start reads no rows and collates no strings.
import { sameWinners, type WhichWins } from '../../src/domain/sound/which-wins';
import { COLUMN_NAMES, TABLE_NAMES, TrackColumns, type ColumnArrays, type TableName } from './columns';

/** Raise it when columns, tables or their meaning change: the snapshot is then made anew from the rows. */
export const SNAPSHOT_VERSION = 5;
export const SNAPSHOT_NAME = 'columns';

interface TableData {
  readonly strings: readonly string[];
  readonly order: Uint32Array;
  readonly ties: Uint8Array;
}

interface SnapshotData {
  /** The sort order holds for one locale. */
  readonly locale: string;
  /** Which of measurement and tags the columns show. */
  readonly wins: WhichWins;
  readonly arrays: ColumnArrays;
  readonly tables: Readonly<Record<TableName, TableData>>;
}

export function encodeColumns(columns: TrackColumns, wins: WhichWins): SnapshotData {
  const trimmed = COLUMN_NAMES.map((name) => [name, columns.arrays[name].slice(0, columns.count)]);
  const tables = TABLE_NAMES.map((name) => [name, { strings: columns.tables[name].strings, order: columns.tables[name].sortedIds(), ties: columns.tables[name].sortTies() }]);
  return {
    locale: columns.collator.resolvedOptions().locale,
    wins,
    arrays: Object.fromEntries(trimmed) as ColumnArrays,
    tables: Object.fromEntries(tables) as Record<TableName, TableData>,
  };
}

/** The columns of a snapshot, or null when it is damaged, of another locale, or shows what does not win now. @param data whatever the database held */
export function decodeColumns(data: unknown, collator: Intl.Collator, wins: WhichWins): TrackColumns | null {
  const snapshot = data as Partial<SnapshotData> | null;
  if (!snapshot?.wins || !sameWinners(snapshot.wins, wins)) return null;
  if (snapshot?.locale !== collator.resolvedOptions().locale || !isWhole(snapshot)) return null;
  const columns = new TrackColumns(collator);
  for (const name of TABLE_NAMES) columns.tables[name].restore(snapshot.tables[name].strings, snapshot.tables[name].order, snapshot.tables[name].ties);
  columns.restore(snapshot.arrays);
  const intact = TABLE_NAMES.every((name) => columns.tables[name].size === snapshot.tables[name].order.length);
  return intact && columns.count === snapshot.arrays.trackId.length ? columns : null;
}

function isWhole(snapshot: Partial<SnapshotData>): snapshot is SnapshotData {
  const { arrays, tables } = snapshot;
  const count = arrays?.trackId?.length;
  if (!arrays || !tables || count === undefined) return false;
  return COLUMN_NAMES.every((name) => ArrayBuffer.isView(arrays[name]) && arrays[name].length === count)
    && TABLE_NAMES.every((name) => Array.isArray(tables[name]?.strings) && tables[name].order instanceof Uint32Array
      && tables[name].ties instanceof Uint8Array && tables[name].ties.length === tables[name].order.length);
}
