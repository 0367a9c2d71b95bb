// Merges what other devices did into this library, in one transaction: choices, plays, and facts with the rows they move.
import type { ContentKey, DeviceId } from '../domain/library/ids';
import { applyOp, type ChoiceKind, type ChoiceRow, type Op, type PlayEvent } from '../domain/sync/choice';
import { contentKeyOf, type Fact } from '../domain/sync/facts';
import { STAGE_VERSIONS } from '../domain/versions';
import { passTimes } from './choices';
import type { Database, Unsent } from './database';
import { showEdits } from './edits';
import { rowTables } from './elsewhere';
import { mergeFacts, unpackFacts, type ArrivedFacts, type FactMerge, type Source } from './merge-facts';
import { mergeRows } from './merge-rows';
import type { KnownKeys } from './known-keys';
import { noteAlbumCovers } from './noted-covers';
import { nextSeq, noteTouched } from './sequence';
import { soundTables } from './sounds';

/** What a page of changes, or a piece of a backup, brings. */
export interface Arrivals {
  readonly ops: readonly Op[];
  readonly plays: readonly PlayEvent[];
  readonly facts: readonly Fact[];
}

export interface ReceiveOptions {
  readonly known: KnownKeys;
  readonly deviceId: DeviceId;
  readonly from: Source;
  /** Written in the same transaction, such as the cursor. */
  readonly also?: () => Promise<void>;
}

/** @throws what a write throws; then nothing of it is kept */
export function receiveArrivals(db: Database, arrivals: Arrivals, options: ReceiveOptions): Promise<void> {
  return writeArrivals(db, unpackArrivals(arrivals, options), options);
}

/** Arrivals with their facts as rows: the part of receiving that needs no database. */
export interface UnpackedArrivals extends Omit<Arrivals, 'facts'> {
  readonly facts: ArrivedFacts;
}

export function unpackArrivals({ ops, plays, facts }: Arrivals, options: Pick<ReceiveOptions, 'deviceId' | 'from'>): UnpackedArrivals {
  return { ops, plays, facts: unpackFacts(facts, options) };
}

/** As `receiveArrivals`. */
export function writeArrivals(db: Database, arrivals: UnpackedArrivals, options: ReceiveOptions): Promise<void> {
  const tables = [db.ops, db.plays, ...soundTables(db), ...db.vectors.names, ...rowTables(db)];
  return db.transaction('rw', tables, async () => {
    const { known, deviceId, from } = options;
    await known.catchUp(db);
    const seq = await nextSeq(db);
    const touched = await mergeOps(db, arrivals.ops, from);
    for (const key of await mergePlays(db, arrivals.plays, from)) touched.add(key);
    const merge = await mergeFacts(db, arrivals.facts, { known, deviceId, from });
    await mergeRows(db, { merge, known, seq, versions: STAGE_VERSIONS });
    await showEdits(db, [...editedRecordings(arrivals)].filter((key) => known.has(key)), seq);
    await noteTouched(db, [...touched], seq);
    known.add(keysOf(merge), seq);
    await options.also?.();
  });
}

/** Those whose rows may show something else by what arrived. */
function editedRecordings({ ops, facts }: UnpackedArrivals): Set<ContentKey> {
  const edits = ops.filter((op) => op.kind === 'edit').map(({ id }) => contentKeyOf({ subject: id }));
  return new Set([...edits, ...facts.aliases.map(({ contentKey }) => contentKey)]);
}

/** @returns recordings whose choices changed */
async function mergeOps(db: Database, ops: readonly Op[], from: Source): Promise<Set<ContentKey>> {
  const touched = new Set<ContentKey>();
  if (ops.length === 0) return touched;
  const keys = [...new Map(ops.map(({ kind, id }) => [`${kind} ${id}`, [kind, id] as [ChoiceKind, string]])).values()];
  const rows = new Map<string, ChoiceRow>();
  for (const row of await db.choices.bulkGet(keys)) if (row) rows.set(`${row.kind} ${row.id}`, row);
  for (const op of ops) {
    const key = `${op.kind} ${op.id}`;
    const before = rows.get(key);
    const after = applyOp(before, op);
    rows.set(key, after);
    if (after !== before && op.kind === 'recording') touched.add(op.id as ContentKey);
  }
  await noteAlbumCovers(db, ops);
  await db.choices.bulkPut([...rows.values()]);
  await db.ops.bulkPut(from === 'server' ? [...ops] : unsent(ops, await db.ops.bulkGet(ops.map((op) => op.hlc))));
  await passTimes(db, ops.map((op) => op.hlc));
  return touched;
}

/** @returns recordings whose counts changed */
async function mergePlays(db: Database, plays: readonly PlayEvent[], from: Source): Promise<ContentKey[]> {
  if (plays.length === 0) return [];
  const held = await db.plays.bulkGet(plays.map((play) => play.playId));
  await db.plays.bulkPut(from === 'server' ? [...plays] : unsent(plays, held));
  return plays.flatMap((play, i) => (held[i] ? [] : [play.contentKey]));
}

/** Items that are new here wait to be sent; those that were here stay as they are. */
function unsent<T extends object>(items: readonly T[], held: readonly (T & Unsent | undefined)[]): (T & Unsent)[] {
  return items.map((item, i) => held[i] ?? { ...item, pending: 1 });
}

function* keysOf({ tags, sounds, vectors, holders }: FactMerge): Generator<ContentKey> {
  for (const { contentKey } of tags.values()) yield contentKey;
  yield* sounds.keys();
  yield* vectors.keys();
  yield* holders.keys();
}

