// What a change of a choice means to the person who made it, and what would put its value back.
import { checkEdit, isEditField, type EditField } from '../domain/library/edit-fields';
import { shortKeyName } from '../domain/sound/camelot';
import { keySaid, tempoSaid } from '../domain/sound/corrections';
import type { ChoiceChange, ChoiceValue, Op } from '../domain/sync/choice';
import type { ContentKey, DeviceId } from '../domain/library/ids';
import { deviceOf, hlcMs, type Hlc } from '../domain/sync/clock';
import { entryEvents, type EntryEvent } from '../domain/sync/playlist-history';

/** A message under `history.` with what fills it in. Places in a playlist begin with 1. */
export type HistoryWords =
  | { readonly key: 'rating'; readonly halfStars: number }
  | { readonly key: 'noRating' | 'noTempo' | 'noKey' | 'loved' | 'unloved' | 'preferred' | 'notPreferred' | 'hidden' | 'shown' | 'deleted' | 'restored' }
  | { readonly key: 'created' | 'renamed'; readonly name: string }
  | { readonly key: 'tempo'; readonly tempoBpm: number }
  | { readonly key: 'musicalKey'; readonly name: string }
  /** A tag that was written over; null gave it back to the file, '' emptied it. */
  | { readonly key: 'edited'; readonly field: EditField; readonly value: string | null }
  | { readonly key: EntryEvent['what']; readonly contentKey: ContentKey; readonly from: number; readonly to: number }
  | { readonly key: 'other'; readonly field: string; readonly value: string | null };

export interface HistoryLine {
  readonly hlc: Hlc;
  readonly atMs: number;
  readonly deviceId: DeviceId;
  readonly words: HistoryWords;
  /** The value that holds now. */
  readonly current: boolean;
  /** Writes the value of this line again, or takes back what was done to an entry; null where that means nothing. */
  readonly putBack: ChoiceChange | null;
}

const HALF = '½';

/** `★★★½` for seven half stars. */
export function starsText(halfStars: number): string {
  return '★'.repeat(Math.floor(halfStars / 2)) + (halfStars % 2 ? HALF : '');
}

/** The ops of an entity, or of a playlist and all its entries, as lines, newest first. */
export function historyLines(ops: readonly Op[]): HistoryLine[] {
  const distinct = [...new Map(ops.map((op) => [`${op.kind} ${op.id} ${op.field} ${op.hlc}`, op])).values()];
  const lines = [...valueLines(distinct.filter((op) => op.kind !== 'playlistEntry')), ...entryEvents(distinct).map(entryLine)];
  return lines.sort((a, b) => (a.hlc < b.hlc ? 1 : -1));
}

function valueLines(ops: readonly Op[]): HistoryLine[] {
  const sorted = [...ops].sort((a, b) => (a.hlc < b.hlc ? 1 : -1));
  const latest = new Map<string, Hlc>();
  for (const op of sorted) if (!latest.has(fieldOf(op))) latest.set(fieldOf(op), op.hlc);
  const firstNames = new Map(sorted.filter((op) => op.field === 'name').map((op) => [op.id, op.hlc]));
  return sorted.flatMap((op): HistoryLine[] => {
    const words = wordsOf(op, op.hlc === firstNames.get(op.id));
    if (!words) return [];
    const current = latest.get(fieldOf(op)) === op.hlc;
    const { kind, id, field, value } = op;
    return [{ ...placeInTime(op), words, current, putBack: current ? null : { kind, id, field, value } }];
  });
}

function entryLine({ hlc, what: key, contentKey, from, to, current, undo }: EntryEvent): HistoryLine {
  return { ...placeInTime({ hlc }), words: { key, contentKey, from: from ?? 1, to: to ?? 1 }, current, putBack: undo };
}

function placeInTime({ hlc }: Pick<Op, 'hlc'>): Pick<HistoryLine, 'hlc' | 'atMs' | 'deviceId'> {
  return { hlc, atMs: hlcMs(hlc), deviceId: deviceOf(hlc) as DeviceId };
}

/** Edits of one track hang on all albums that its tags ever had. */
const fieldOf = (op: Op): string => (op.kind === 'edit' ? `edit ${op.field}` : `${op.kind} ${op.id} ${op.field}`);

function wordsOf(op: Op, firstName: boolean): HistoryWords | null {
  if (op.kind === 'recording' && op.field === 'rating') return typeof op.value === 'number' && op.value > 0 ? { key: 'rating', halfStars: op.value } : { key: 'noRating' };
  if (op.kind === 'recording' && op.field === 'loved') return { key: op.value === true ? 'loved' : 'unloved' };
  if (op.kind === 'recording' && op.field === 'preferred') return { key: op.value === true ? 'preferred' : 'notPreferred' };
  if (op.kind === 'recording' && op.field === 'hidden') return { key: op.value === true ? 'hidden' : 'shown' };
  if (op.kind === 'recording' && (op.field === 'tempoBpm' || op.field === 'key')) return correctionWords(op);
  if (op.kind === 'playlist' && op.field === 'name') return { key: firstName ? 'created' : 'renamed', name: String(op.value ?? '') };
  if (op.kind === 'playlist' && op.field === 'deleted') return { key: op.value === true ? 'deleted' : 'restored' };
  if (op.kind === 'edit' && isEditField(op.field)) return { key: 'edited', field: op.field, value: editedText(op.field, op.value) };
  // The time of creation stands beside the name.
  if (op.field === 'createdAtMs') return null;
  return { key: 'other', field: op.field, value: op.value === null ? null : String(op.value) };
}

function correctionWords({ field, value }: Op): HistoryWords {
  const [tempoBpm, key] = [field === 'tempoBpm' ? tempoSaid(value) : null, field === 'key' ? keySaid(value) : null];
  if (tempoBpm !== null) return { key: 'tempo', tempoBpm };
  return key ? { key: 'musicalKey', name: shortKeyName(key) } : { key: field === 'key' ? 'noKey' : 'noTempo' };
}

/** A value that no app of ours writes shows as it is. */
function editedText(field: EditField, value: ChoiceValue): string | null {
  if (value === null) return null;
  const checked = checkEdit(field, value);
  if (!('value' in checked)) return String(value);
  if (checked.value === null) return '';
  return typeof checked.value === 'object' ? checked.value.join(' · ') : String(checked.value);
}
