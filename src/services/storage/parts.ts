// What takes how much of the browser's storage: rows by samples, files as they are, and what the browser says of the whole.
import type { StoredKind, StoredSizes } from '../../db/table-sizes';

export type FilePart = 'kept' | 'copied' | 'demo';
export type PartName = StoredKind | FilePart | 'app' | 'rest';

export interface StoragePart {
  readonly name: PartName;
  readonly bytes: number;
}

export interface Measured {
  /** From samples, before the database compresses them and adds its indexes. */
  readonly rows: StoredSizes;
  readonly files: Readonly<Record<FilePart, number>>;
  /** The app itself, for use without a network. */
  readonly appBytes: number;
  /** All that the browser counts; null where it does not say. */
  readonly usedBytes: number | null;
}

/**
 * Parts that add up to what the browser counts: where rows take less than they were measured to, each gives way by its share;
 * what nobody accounts for (indexes, room that the database has not given back yet) is `rest`.
 * @returns those that take anything, the largest first and `rest` last
 */
export function weighParts({ rows, files, appBytes, usedBytes }: Measured): StoragePart[] {
  const measuredRows = sum(Object.values(rows));
  const exact = sum(Object.values(files)) + appBytes;
  const roomForRows = usedBytes === null ? measuredRows : Math.max(0, usedBytes - exact);
  const scale = measuredRows > roomForRows ? roomForRows / measuredRows : 1;
  const named: StoragePart[] = [
    ...entries(rows).map(([name, bytes]) => ({ name, bytes: Math.round(bytes * scale) })),
    ...entries(files).map(([name, bytes]) => ({ name, bytes })),
    { name: 'app', bytes: appBytes },
  ];
  const rest = Math.max(0, Math.round(roomForRows - measuredRows * scale));
  return [...named.sort((a, b) => b.bytes - a.bytes), { name: 'rest' as const, bytes: rest }].filter(({ bytes }) => bytes > 0);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function entries<K extends string>(record: Readonly<Record<K, number>>): [K, number][] {
  return Object.entries(record) as [K, number][];
}
