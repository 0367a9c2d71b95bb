// Everything that a backup holds, read page by page, so that a library of any size passes through little memory.
import type { CoverRow } from '../domain/library/cover';
import type { DeviceId } from '../domain/library/ids';
import type { TrackRow } from '../domain/library/track';
import type { Op, PlayEvent } from '../domain/sync/choice';
import { aliasFact, tagsFact, vectorFact } from '../domain/sync/fact-values';
import type { Fact } from '../domain/sync/facts';
import { soundFact } from '../domain/sync/sound-fact';
import type { Table } from 'dexie';
import type { Database } from './database';
import { sent } from './pending';
import { curvesOfSounds } from './sounds';

const PAGE = 1_000;
/** Of some 100 KB each. */
const COVERS_PAGE = 50;

export interface BackupCounts {
  readonly choices: number;
  readonly plays: number;
  /** Rows, sounds and vectors. */
  readonly facts: number;
}

export async function backupCounts(db: Database): Promise<BackupCounts> {
  const [choices, plays, tracks, sounds, vectors] = await Promise.all([db.ops.count(), db.plays.count(), db.tracks.count(), db.sounds.count(), db.vectors.count()]);
  return { choices, plays, facts: tracks + sounds + vectors };
}

export async function* opPages(db: Database): AsyncGenerator<Op[]> {
  for await (const page of pages(db.ops, (op) => op.hlc, PAGE)) yield page.map(sent);
}

export async function* playPages(db: Database): AsyncGenerator<PlayEvent[]> {
  for await (const page of pages(db.plays, (play) => play.playId, PAGE)) yield page.map(sent);
}

/** Tags of every row whose recording is known, where tags went, and what is known of the sound. Where files are stays on this device. */
export async function* factPages(db: Database, deviceId: DeviceId): AsyncGenerator<Fact[]> {
  const tracks = db.tracks as unknown as Table<TrackRow, number>;
  for await (const page of pages(tracks, (row) => row.trackId, PAGE)) {
    yield page.flatMap((row) => (row.contentKey === null || row.stage === 'found' ? [] : [tagsFact({ ...row, contentKey: row.contentKey }, { deviceId, revision: row.seq })]));
  }
  for await (const page of pages(db.aliases, (alias) => alias.subject, PAGE)) yield page.map((alias) => aliasFact(alias, deviceId));
  for await (const page of db.sounds.pages()) {
    const curves = await curvesOfSounds(db, page);
    yield page.map((row, i) => soundFact(row, curves[i], { deviceId, revision: 0 }));
  }
  for await (const page of db.vectors.pages()) yield page.map((row) => vectorFact(row, { deviceId, revision: 0 }));
}

export function coverPages(db: Database): AsyncGenerator<CoverRow[]> {
  return pages(db.covers as Table<CoverRow, string>, (cover) => cover.coverHash, COVERS_PAGE);
}

/** Keeps covers that are not here yet, or not in all their sizes. */
export function addCovers(db: Database, covers: readonly CoverRow[]): Promise<void> {
  return db.transaction('rw', db.covers, async () => {
    const held = await db.covers.bulkGet(covers.map((cover) => cover.coverHash));
    await db.covers.bulkPut(covers.filter((cover, i) => !held[i] || (held[i].largeAfar && cover.large)));
  });
}

async function* pages<T, K extends string | number>(table: Table<T, K>, keyOf: (row: T) => K, size: number): AsyncGenerator<T[]> {
  let rows = await table.orderBy(':id').limit(size).toArray();
  while (rows.length > 0) {
    yield rows;
    rows = await table.where(':id').above(keyOf(rows.at(-1) as T)).limit(size).toArray();
  }
}
