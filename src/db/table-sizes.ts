// How much room each kind of data takes, from a sample of rows of each table: no table is read as a whole.
import Dexie, { type Table } from 'dexie';
import { storedBytes } from '../domain/stored-size';
import type { Database } from './database';
import { snapshotBytes } from './snapshots';

/** What tables hold, as a person thinks of it. */
export type StoredKind = 'tracks' | 'sounds' | 'vectors' | 'covers' | 'choices' | 'index';
export type StoredSizes = Readonly<Record<StoredKind, number>>;

/** A table that is not named here counts with the tracks. */
const KIND_OF: Readonly<Record<string, StoredKind>> = {
  sounds: 'sounds', soundPacks: 'sounds', curves: 'sounds', curvePacks: 'sounds',
  vectors: 'vectors', vectorPacks: 'vectors',
  covers: 'covers', chosenPictures: 'covers',
  choices: 'choices', ops: 'choices', plays: 'choices',
};

/** The mean of so many covers, which differ most, is within some 10 %. */
const SAMPLE_ROWS = 60;
/** Rows read at each of the places that a sample is taken from. */
const ROWS_A_PLACE = 4;

/** @param pause lets the screen go on between tables */
export async function tableSizes(db: Database, pause: () => Promise<void>): Promise<StoredSizes> {
  const sizes: Record<StoredKind, number> = { tracks: 0, sounds: 0, vectors: 0, covers: 0, choices: 0, index: await snapshotBytes(db) };
  for (const table of db.tables) {
    // One row of it may be as large as all others: its size is noted as it is written.
    if (table.name === 'snapshots') continue;
    sizes[KIND_OF[table.name] ?? 'tracks'] += await tableBytes(table);
    await pause();
  }
  return sizes;
}

async function tableBytes(table: Table): Promise<number> {
  const count = await table.count();
  if (count === 0) return 0;
  const rows = await sample(table, count);
  const bytes = rows.reduce<number>((sum, row) => sum + storedBytes(row), 0);
  return Math.round((bytes / rows.length) * count);
}

/** Rows from all over a table that counts them up; from both ends of any other. */
async function sample(table: Table, count: number): Promise<unknown[]> {
  if (count <= SAMPLE_ROWS) return table.toArray();
  const [first, last] = await Promise.all([table.orderBy(':id').first(), table.orderBy(':id').last()]).then((ends) => ends.map((row) => keyOf(table, row)));
  if (typeof first !== 'number' || typeof last !== 'number') {
    const half = SAMPLE_ROWS / 2;
    return (await Promise.all([table.orderBy(':id').limit(half).toArray(), table.orderBy(':id').reverse().limit(half).toArray()])).flat();
  }
  const places = SAMPLE_ROWS / ROWS_A_PLACE;
  const at = (i: number): number => first + ((last - first) * i) / places;
  const found = await Promise.all(Array.from({ length: places }, (_, i) => table.where(':id').aboveOrEqual(at(i)).limit(ROWS_A_PLACE).toArray()));
  return found.flat();
}

function keyOf({ schema }: Table, row: unknown): unknown {
  const path = schema.primKey.keyPath;
  return typeof path === 'string' && typeof row === 'object' && row !== null ? Dexie.getByKeyPath(row, path) : undefined;
}
