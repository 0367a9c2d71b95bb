// Many edits in one transaction, written as ops, so that every device gets them.
import { inTransaction } from '../../store/transaction';
import { lockLibrary } from '../../sync/cursor';
import { write } from '../../sync/library';
import type { GraphContext } from '../context';
import { graphqlRefusal } from '../refusal';
import type { Edit, EditResult } from './edits';
import { readEditState } from './edit-state';
import { makeEdit } from './make-edit';

export const MAX_EDITS = 1_000;
/** Recordings added to playlists by all edits of a call. */
const MAX_ADDED = 5_000;

export interface EditsAnswer {
  /** Of the library, afterwards. */
  readonly cursor: number;
  readonly results: readonly EditResult[];
}

export async function applyEdits(context: GraphContext, edits: readonly Edit[]): Promise<EditsAnswer> {
  const { identity, store, bus, libraryId } = context;
  if (identity.role !== 'owner') throw graphqlRefusal('forbidden');
  if (edits.length > MAX_EDITS) throw graphqlRefusal('bad-request', `Send up to ${MAX_EDITS} edits at once.`);
  const added = edits.reduce((sum, { addToPlaylist }) => sum + (addToPlaylist?.contentKeys.length ?? 0), 0);
  if (added > MAX_ADDED) throw graphqlRefusal('bad-request', `Add up to ${MAX_ADDED} recordings at once.`);
  const { changed, ...answer } = await inTransaction(store, (trx) => editIn(trx, context, edits));
  // Also to the device whose token a script borrowed: its app has yet to fetch them.
  if (changed) bus.publish({ libraryId, to: null, except: null, event: { type: 'library_update', data: { libraryId, cursor: answer.cursor } } });
  return answer;
}

async function editIn(trx: Parameters<typeof lockLibrary>[0], context: GraphContext, edits: readonly Edit[]): Promise<EditsAnswer & { readonly changed: boolean }> {
  const { libraryId, identity: { deviceId }, newId, clock } = context;
  const nowMs = context.now();
  // Before anything is read: order keys are made from the neighbours that are there.
  await lockLibrary(trx, libraryId);
  const state = await readEditState(trx, libraryId, edits, clock, nowMs);
  const results = edits.map((edit) => makeEdit(state, edit, { nowMs, deviceId, newId }));
  const { refused, cursor, changed } = await write(trx, { libraryId, deviceId }, { ops: state.ops, plays: state.plays, facts: [] }, nowMs);
  if (refused.length > 0) throw new Error(`The library refused edits of its own server: ${JSON.stringify(refused[0])}`);
  return { cursor, results, changed };
}
