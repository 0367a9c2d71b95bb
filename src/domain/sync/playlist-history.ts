// What was done to the entries of a playlist, told from their ops: each with the places it was from and to, and with what undoes it.
import type { ContentKey } from '../library/ids';
import { applyOp, choiceOf, playlistEntryOf, type ChoiceChange, type ChoiceRow, type ChoiceValue, type Op } from './choice';
import { deviceOf, hlcMs, type Hlc } from './clock';
import { compareEntries } from './order';

export interface EntryEvent {
  readonly hlc: Hlc;
  readonly what: 'added' | 'removed' | 'returned' | 'moved';
  readonly entryId: string;
  readonly contentKey: ContentKey;
  /** Places in the playlist of that moment, 1 for the first; null where it was or is not in it. */
  readonly from: number | null;
  readonly to: number | null;
  /** Whether no later change of the same kind overruled it. */
  readonly current: boolean;
  /** Null where it was undone already, or the entry is gone since. */
  readonly undo: ChoiceChange | null;
}

/** @param ops of all entries of one playlist, in any order, each once. @returns in order of time */
export function entryEvents(ops: readonly Op[]): EntryEvent[] {
  const sorted = ops.filter((op) => op.kind === 'playlistEntry').sort((a, b) => (a.hlc < b.hlc ? -1 : 1));
  const rows = new Map<string, ChoiceRow>();
  const happened: Happened[] = [];
  for (const step of steps(sorted, rows)) {
    const before = new Map(step.map(({ id }) => [id, { row: rows.get(id), place: placeIn(rows, id) }]));
    for (const op of step) rows.set(op.id, applyOp(rows.get(op.id), op));
    for (const op of step) {
      const one = happenedBy(op, before.get(op.id) ?? { row: undefined, place: null }, placeIn(rows, op.id));
      if (one) happened.push(one);
    }
  }
  return happened.map((one) => eventOf(one, rows));
}

/** An op with what was before it. */
interface Happened extends Pick<EntryEvent, 'what' | 'from' | 'to'> {
  readonly op: Op;
  readonly before: ChoiceValue;
}

interface Before {
  readonly row: ChoiceRow | undefined;
  readonly place: number | null;
}

/** Ops that are one thing to a person: an entry with its first place, and a move with the new keys of entries in its way. @param rows before the next step */
function* steps(sorted: readonly Op[], rows: ReadonlyMap<string, ChoiceRow>): Generator<Op[]> {
  for (let step: Op[] = [], at = 0; at < sorted.length; step = []) {
    for (let op = sorted[at]; op && (step.length === 0 || goesOn(step, op, rows)); op = sorted[at]) {
      step.push(op);
      at++;
    }
    yield step;
  }
}

function goesOn(step: readonly Op[], op: Op, rows: ReadonlyMap<string, ChoiceRow>): boolean {
  const last = step.at(-1) as Op;
  if (hlcMs(last.hlc) !== hlcMs(op.hlc) || deviceOf(last.hlc) !== deviceOf(op.hlc)) return false;
  const before = rows.get(op.id);
  if (op.id === last.id) return !before && step.every((other) => other.field !== op.field);
  // Two devices gave one key to several entries: to stand between them, the later ones get new keys too.
  const key = choiceOf(before, 'orderKey');
  const inTheWay = [...rows.values()].some((row) => row.id !== op.id && choiceOf(row, 'removed') !== true && choiceOf(row, 'orderKey') === key);
  return last.field === 'orderKey' && op.field === 'orderKey' && before !== undefined && rows.has(last.id) && inTheWay
    && String(key) < String(last.value) && String(last.value) < String(op.value);
}

function happenedBy(op: Op, { row, place }: Before, after: number | null): Happened | null {
  const base = { op, before: choiceOf(row, op.field), from: place, to: after };
  switch (op.field) {
    case 'contentKey':
      // A recording that was replaced by another encoding: the entry stays where it is.
      return base.before === null ? { ...base, what: 'added' } : null;
    case 'removed':
      if ((base.before === true) === (op.value === true)) return null;
      return { ...base, what: op.value === true ? 'removed' : 'returned' };
    case 'orderKey':
      return place === null || after === null || place === after ? null : { ...base, what: 'moved' };
    default:
      return null;
  }
}

function eventOf({ op, what, before, from, to }: Happened, rows: ReadonlyMap<string, ChoiceRow>): EntryEvent {
  const row = rows.get(op.id);
  const current = what === 'added' || row?.fields[op.field]?.hlc === op.hlc;
  const contentKey = String(choiceOf(row, 'contentKey') ?? '') as ContentKey;
  return { hlc: op.hlc, what, entryId: op.id, contentKey, from, to, current, undo: undoOf(op, what, before, current, row) };
}

function undoOf({ kind, id, parent, field }: Op, what: EntryEvent['what'], before: ChoiceValue, current: boolean, row: ChoiceRow | undefined): ChoiceChange | null {
  const removed = choiceOf(row, 'removed') === true;
  const change = (of: string, value: ChoiceValue): ChoiceChange => ({ kind, id, ...(parent !== undefined && { parent }), field: of, value });
  switch (what) {
    case 'added':
      return removed ? null : change('removed', true);
    case 'removed':
    case 'returned':
      return current ? change('removed', what === 'returned') : null;
    case 'moved':
      // The old key stands between the same neighbours, wherever others went since.
      return removed || before === null || before === choiceOf(row, field) ? null : change(field, before);
  }
}

/** The place of an entry among those that are not removed, 1 for the first. */
function placeIn(rows: ReadonlyMap<string, ChoiceRow>, id: string): number | null {
  const own = rows.get(id);
  if (!own || choiceOf(own, 'removed') === true) return null;
  const entry = playlistEntryOf(own);
  let place = 1;
  for (const row of rows.values()) if (choiceOf(row, 'removed') !== true && compareEntries(playlistEntryOf(row), entry) < 0) place++;
  return place;
}
