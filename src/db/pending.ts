// What waits to be sent: choices and plays that carry `pending`, and rows past the last facts offered.
import { HERE } from '../domain/library/track';
import { applyOp, type ChoiceKind, type ChoiceRow, type Op, type PlayEvent } from '../domain/sync/choice';
import { restamp, tick, type Hlc } from '../domain/sync/clock';
import type { Connection } from '../domain/sync/connection';
import type { Database, Unsent } from './database';
import { rowsChanged } from './sequence';
import { patchSyncProgress, syncProgress } from './sync-state';

export interface PendingCounts {
  readonly choices: number;
  readonly plays: number;
  /** Rows whose facts were not offered yet; 0 where facts are not sent. */
  readonly facts: number;
}

export interface Pending {
  readonly counts: PendingCounts;
  /** Names what waits: as many other things have another mark. */
  readonly mark: string;
}

export async function pending(db: Database): Promise<Pending> {
  const { factSeq } = await syncProgress(db);
  const connection = (await db.meta.get('connection'))?.value as Connection | undefined;
  const ops = db.ops.where('pending').equals(1);
  const plays = db.plays.where('pending').equals(1);
  const rows = rowsToOffer(db, factSeq);
  const withdrawn = db.announced.where('stale').equals(1);
  const sizes = await Promise.all([ops.count(), plays.count(), rows.count(), withdrawn.count()]);
  const newest = await Promise.all([ops.clone(), plays.clone(), withdrawn.clone()].map((waiting) => waiting.reverse().limit(1).primaryKeys()));
  const newestRow = await rows.clone().reverse().first();
  const facts = connection?.sending.facts ? sizes[2] + sizes[3] : 0;
  return { counts: { choices: sizes[0], plays: sizes[1], facts }, mark: JSON.stringify([sizes, newest, newestRow?.seq ?? null]) };
}

/** Rows of this device's own files past a change sequence, in its order. */
export function rowsToOffer(db: Database, seq: number, trackId: number = Infinity) {
  return rowsChanged(db, HERE, seq, trackId);
}

/** Choices that wait, in order of time, past `after`. */
export async function pendingOps(db: Database, after: string, limit: number): Promise<Op[]> {
  const waiting = db.ops.where('pending').equals(1);
  // In the order of their keys, and without a filter in one read instead of one a row.
  const rows = await (after === '' ? waiting : waiting.filter((op) => op.hlc > after)).limit(limit).toArray();
  return rows.map(sent);
}

export async function pendingPlays(db: Database, after: string, limit: number): Promise<PlayEvent[]> {
  const waiting = db.plays.where('pending').equals(1);
  const rows = await (after === '' ? waiting : waiting.filter((play) => play.playId > after)).limit(limit).toArray();
  return rows.map(sent);
}

/** The server has these, or will never take them. */
export function settle(db: Database, ops: readonly Op[], plays: readonly PlayEvent[]): Promise<void> {
  return db.transaction('rw', db.ops, db.plays, async () => {
    await db.ops.bulkPut([...ops]);
    await db.plays.bulkPut([...plays]);
  });
}

/** A row as it travels. */
export function sent<T extends Unsent>({ pending: _, ...row }: T): Omit<T, 'pending'> {
  return row;
}

export interface RightClock {
  /** Times past this lie too far ahead. */
  readonly limitMs: number;
  /** The server's clock now. */
  readonly nowMs: number;
  /** The server's clock minus this device's. */
  readonly offsetMs: number;
}

/**
 * Sets waiting choices right that lie too far ahead, with the times of the fields that they wrote and the
 * clock itself. @returns how many
 */
export function restampPending(db: Database, { limitMs, nowMs, offsetMs }: RightClock): Promise<number> {
  return db.transaction('rw', db.ops, db.choices, db.meta, async () => {
    await patchSyncProgress(db, { clockOffsetMs: offsetMs });
    const deviceId = String((await db.meta.get('deviceId'))?.value ?? '');
    const limit = firstPast(limitMs);
    const ahead = await db.ops.where('hlc').aboveOrEqual(limit).filter((op) => op.pending === 1).toArray();
    if (ahead.length === 0) return 0;
    const floor = await lastHlc(db, limit);
    const times = restamp(ahead.map((op) => op.hlc), { floor, nowMs, offsetMs, deviceId });
    await db.ops.bulkDelete(ahead.map((op) => op.hlc));
    await db.ops.bulkAdd(ahead.map((op, i) => ({ ...op, hlc: times[i] as Hlc })));
    await rebuild(db, ahead);
    await db.meta.put({ key: 'hlc', value: await lastHlc(db, '\uffff') });
    return ahead.length;
  });
}

/** Choices of these entities, made again from all their ops. */
async function rebuild(db: Database, changed: readonly Op[]): Promise<void> {
  const keys = new Map(changed.map(({ kind, id }) => [`${kind} ${id}`, [kind, id] as [ChoiceKind, string]]));
  const rows = new Map<string, ChoiceRow>();
  for (const op of await db.ops.where('[kind+id]').anyOf([...keys.values()]).toArray()) {
    const key = `${op.kind} ${op.id}`;
    rows.set(key, applyOp(rows.get(key), op));
  }
  await db.choices.bulkPut([...rows.values()]);
}

async function lastHlc(db: Database, below: string): Promise<Hlc | null> {
  const [last = null] = await db.ops.where('hlc').below(below).reverse().limit(1).primaryKeys();
  return last;
}

/** Sorts behind every timestamp up to this millisecond, and before all later ones. */
function firstPast(ms: number): string {
  return tick(null, ms + 1, '');
}
