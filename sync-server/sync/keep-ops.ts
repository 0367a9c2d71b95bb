// Ops: every one is kept, and merged into the state of its entity.
import { applyOp, type ChoiceRow, type Op } from '../../src/domain/sync/choice';
import { bulkInsert } from '../store/bulk-insert';
import { readChoices } from '../store/choices';
import type { Trx } from '../store/transaction';

const OPS = {
  table: 'ops',
  columns: ['library_id', 'hlc', 'kind', 'entity_id', 'parent', 'field', 'value', 'seq', 'received_at_ms'],
  suffix: 'on conflict do nothing',
} as const;

const CHOICES = {
  table: 'choices',
  columns: ['library_id', 'kind', 'entity_id', 'parent', 'fields'],
  suffix: 'on conflict (library_id, kind, entity_id) do update set parent = excluded.parent, fields = excluded.fields',
} as const;

/** @param seq of the last change before. @returns of the last one after; the same where all were known */
export async function keepOps(trx: Trx, libraryId: string, ops: readonly Op[], seq: number, nowMs: number): Promise<number> {
  if (ops.length === 0) return seq;
  // Known ops leave gaps between the numbers, which no reader minds.
  const rows = ops.map((op, i) => [libraryId, op.hlc, op.kind, op.id, op.parent ?? null, op.field, JSON.stringify(op.value), seq + 1 + i, nowMs]);
  const added = await bulkInsert(trx, OPS, rows);
  if (added === 0) return seq;
  await mergeChoices(trx, libraryId, ops);
  return seq + ops.length;
}

async function mergeChoices(trx: Trx, libraryId: string, ops: readonly Op[]): Promise<void> {
  const before = await choicesOf(trx, libraryId, ops);
  const after = new Map(before);
  for (const op of ops) after.set(keyOf(op), applyOp(after.get(keyOf(op)), op));
  const changed = [...after].filter(([key, row]) => before.get(key) !== row).map(([, row]) => row);
  await bulkInsert(trx, CHOICES, changed.map((row) => [libraryId, row.kind, row.id, row.parent, JSON.stringify(row.fields)]));
}

async function choicesOf(trx: Trx, libraryId: string, ops: readonly Op[]): Promise<Map<string, ChoiceRow>> {
  const found = new Map<string, ChoiceRow>();
  for (const kind of new Set(ops.map((op) => op.kind))) {
    const ids = new Set(ops.filter((op) => op.kind === kind).map((op) => op.id));
    for (const row of await readChoices(trx, libraryId, kind, 'entity_id', [...ids])) found.set(keyOf(row), row);
  }
  return found;
}

function keyOf({ kind, id }: Pick<Op, 'kind' | 'id'>): string {
  return `${kind}\n${id}`;
}
