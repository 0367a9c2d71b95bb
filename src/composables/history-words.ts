// What a change of a choice means to the person who made it, and what would put its value back.
import type { ChoiceChange, ChoiceRow, Op } from '../domain/sync/choice';
import type { ContentKey, DeviceId } from '../domain/library/ids';
import { deviceOf, hlcMs, type Hlc } from '../domain/sync/clock';

/** A message under `history.` with what fills it in. */
export type HistoryWords =
  | { readonly key: 'rating'; readonly halfStars: number }
  | { readonly key: 'noRating' | 'loved' | 'unloved' | 'deleted' | 'restored' }
  | { readonly key: 'created' | 'renamed'; readonly name: string }
  | { readonly key: 'added' | 'removed' | 'returned' | 'moved'; readonly contentKey: ContentKey }
  | { readonly key: 'other'; readonly field: string; readonly value: string | null };

export interface HistoryLine {
  readonly hlc: Hlc;
  readonly atMs: number;
  readonly deviceId: DeviceId;
  readonly words: HistoryWords;
  /** The value that holds now. */
  readonly current: boolean;
  /** Writes the value of this line again; null where that means nothing. */
  readonly putBack: ChoiceChange | null;
}

const HALF = '½';

/** `★★★½` for seven half stars. */
export function starsText(halfStars: number): string {
  return '★'.repeat(Math.floor(halfStars / 2)) + (halfStars % 2 ? HALF : '');
}

/** The last writer of each field as the ops they were: what is known of an entity where its ops are not at hand. */
export function lastOps({ kind, id, parent, fields }: ChoiceRow): Op[] {
  return Object.entries(fields).map(([field, { value, hlc }]) => ({ kind, id, field, value, hlc, ...(parent && { parent }) }));
}

/**
 * The ops of one or several entities as lines, newest first.
 * @param contentKeyOf of a playlist entry, by its id
 */
export function historyLines(ops: readonly Op[], contentKeyOf: (entryId: string) => ContentKey): HistoryLine[] {
  const sorted = [...new Map(ops.map((op) => [`${op.kind} ${op.id} ${op.field} ${op.hlc}`, op])).values()].sort((a, b) => (a.hlc < b.hlc ? 1 : -1));
  const latest = new Map<string, Hlc>();
  for (const op of sorted) if (!latest.has(fieldOf(op))) latest.set(fieldOf(op), op.hlc);
  const firstNames = new Map(sorted.filter((op) => op.field === 'name').map((op) => [op.id, op.hlc]));
  const addedAt = new Map(sorted.filter((op) => op.field === 'contentKey').map((op) => [op.id, hlcMs(op.hlc)]));
  return sorted.flatMap((op): HistoryLine[] => {
    const words = wordsOf(op, op.hlc === firstNames.get(op.id), addedAt, contentKeyOf);
    if (!words) return [];
    const current = latest.get(fieldOf(op)) === op.hlc;
    return [{ hlc: op.hlc, atMs: hlcMs(op.hlc), deviceId: deviceOf(op.hlc) as DeviceId, words, current, putBack: putBackOf(op, current) }];
  });
}

const fieldOf = (op: Op): string => `${op.kind} ${op.id} ${op.field}`;

function wordsOf(op: Op, firstName: boolean, addedAt: ReadonlyMap<string, number>, contentKeyOf: (entryId: string) => ContentKey): HistoryWords | null {
  if (op.kind === 'playlistEntry') return entryWords(op, addedAt, contentKeyOf);
  if (op.kind === 'recording' && op.field === 'rating') return typeof op.value === 'number' && op.value > 0 ? { key: 'rating', halfStars: op.value } : { key: 'noRating' };
  if (op.kind === 'recording' && op.field === 'loved') return { key: op.value === true ? 'loved' : 'unloved' };
  if (op.kind === 'playlist' && op.field === 'name') return { key: firstName ? 'created' : 'renamed', name: String(op.value ?? '') };
  if (op.kind === 'playlist' && op.field === 'deleted') return { key: op.value === true ? 'deleted' : 'restored' };
  // The time of creation stands beside the name.
  if (op.field === 'createdAtMs') return null;
  return { key: 'other', field: op.field, value: op.value === null ? null : String(op.value) };
}

function entryWords(op: Op, addedAt: ReadonlyMap<string, number>, contentKeyOf: (entryId: string) => ContentKey): HistoryWords | null {
  const contentKey = contentKeyOf(op.id);
  if (op.field === 'contentKey') return { key: 'added', contentKey };
  if (op.field === 'removed') return { key: op.value === true ? 'removed' : 'returned', contentKey };
  // The place that an entry was added at is no move.
  return op.field === 'orderKey' && hlcMs(op.hlc) !== addedAt.get(op.id) ? { key: 'moved', contentKey } : null;
}

/** A removed entry comes back; a place in the order means nothing once its neighbours have moved. */
function putBackOf({ kind, id, parent, field, value }: Op, current: boolean): ChoiceChange | null {
  const base = { kind, id, field, ...(parent !== undefined && { parent }) };
  if (kind === 'playlistEntry') return field === 'removed' && value === true && current ? { ...base, value: false } : null;
  return current ? null : { ...base, value };
}
