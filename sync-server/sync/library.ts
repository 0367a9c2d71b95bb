// The one way changes get into a library: checked, merged, numbered, and shown in its tracks, all in one transaction.
import type { DeviceId } from '../../src/domain/library/ids';
import { isCorrection } from '../../src/domain/sound/corrections';
import { contentKeyOf } from '../../src/domain/sync/facts';
import type { PushRequest, Refusal } from '../../src/domain/sync/protocol';
import { recordingsOfAlbums } from '../store/chosen-covers';
import { markGroups } from '../store/groups';
import { refreshListening } from '../store/listening';
import { refreshTracks } from '../store/projection';
import type { Trx } from '../store/transaction';
import { checkFact, checkOp, checkPlay, type Checked } from './item-checks';
import { keepFacts } from './keep-facts';
import { keepOps } from './keep-ops';
import { keepPlays } from './keep-plays';
import { lockLibrary, moveCursor } from './cursor';

/** What came of writing. */
export interface Written {
  /** Everything else is kept. */
  readonly refused: readonly Refusal[];
  /** Of the library, before. */
  readonly since: number;
  /** Of the library, afterwards. */
  readonly cursor: number;
  /** Whether anything was new: what is known already changes nothing. */
  readonly changed: boolean;
}

export interface Sender {
  readonly libraryId: string;
  readonly deviceId: DeviceId;
}

/** Items as a device sent them, unchecked. */
export type PushedItems = { readonly [K in keyof PushRequest]: readonly unknown[] };

/** Writes ops of any device of the library. May be repeated. @param nowMs the server's clock */
export async function writeOps(trx: Trx, libraryId: string, ops: readonly unknown[], nowMs: number): Promise<Written> {
  return write(trx, { libraryId, deviceId: '' as DeviceId }, { ops, plays: [], facts: [] }, nowMs);
}

/** Writes a whole push. May be repeated. */
export async function write(trx: Trx, { libraryId, deviceId }: Sender, sent: PushedItems, nowMs: number): Promise<Written> {
  const ops = sift('op', sent.ops, (op) => checkOp(op, nowMs));
  const plays = sift('play', sent.plays, checkPlay);
  const facts = sift('fact', sent.facts, (fact) => checkFact(fact, deviceId));
  const refused = [...ops.refused, ...plays.refused, ...facts.refused];

  const before = await lockLibrary(trx, libraryId);
  let cursor = await keepOps(trx, libraryId, ops.items, before, nowMs);
  cursor = await keepPlays(trx, libraryId, plays.items, cursor);
  cursor = await keepFacts(trx, libraryId, facts.items, cursor);
  if (cursor === before) return { refused, since: before, cursor, changed: false };

  await moveCursor(trx, libraryId, cursor);
  const edited = ops.items.filter((op) => op.kind === 'edit').map(({ id }) => contentKeyOf({ subject: id }));
  const covered = await recordingsOfAlbums(trx, libraryId, ops.items.filter((op) => op.kind === 'album').map((op) => op.id));
  const corrected = ops.items.filter((op) => op.kind === 'recording' && isCorrection(op.field)).map((op) => op.id);
  const told = new Set<string>([...facts.items.map(contentKeyOf), ...edited, ...covered, ...corrected]);
  const listened = new Set<string>([...ops.items.filter((op) => op.kind === 'recording').map((op) => op.id), ...plays.items.map((play) => play.contentKey)]);
  for (const key of told) listened.delete(key);
  await refreshTracks(trx, libraryId, told);
  await refreshListening(trx, libraryId, listened);
  if (plays.items.length > 0) await markGroups(trx, libraryId, [...new Set(plays.items.map((play) => play.contentKey))]);
  return { refused, since: before, cursor, changed: true };
}

interface Sifted<T> {
  readonly items: readonly T[];
  readonly refused: readonly Refusal[];
}

function sift<T>(type: Refusal['type'], sent: readonly unknown[], check: (item: unknown) => Checked<T>): Sifted<T> {
  const items: T[] = [];
  const refused: Refusal[] = [];
  sent.forEach((item, index) => {
    const checked = check(item);
    if ('refused' in checked) refused.push({ type, index, code: checked.refused });
    else items.push(checked.item);
  });
  return { items, refused };
}
