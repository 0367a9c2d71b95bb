// What the dialects call the same column types.
import { sql, type ColumnDataType, type RawBuilder } from 'kysely';
import type { Dialect } from '../schema';

export interface ColumnTypes {
  /** Compared byte by byte on both, so that lists have one order and indexes serve it. */
  readonly text: RawBuilder<unknown>;
  readonly bytes: ColumnDataType;
  /** 64-bit: milliseconds, sequence numbers, flags. */
  readonly int: ColumnDataType;
  readonly real: ColumnDataType;
}

export const COLUMN_TYPES: Readonly<Record<Dialect, ColumnTypes>> = {
  sqlite: { text: sql`text`, bytes: 'blob', int: 'integer', real: 'real' },
  postgres: { text: sql`text collate "C"`, bytes: 'bytea', int: 'bigint', real: 'double precision' },
};
