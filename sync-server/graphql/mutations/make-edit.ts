// One edit: what it changes, or why it cannot.
import type { ContentKey, PlaylistEntryId, PlaylistId } from '../../../src/domain/library/ids';
import { keysAfter, keysAtEnd } from '../../../src/domain/sync/order';
import { MAX_DRIFT_MS } from '../../../src/domain/sync/protocol';
import { DONE, failed, type AddPlay, type AddToPlaylist, type Edit, type EditResult } from './edits';
import type { EditState } from './edit-state';
import { writeTags } from './write-tags';

const MAX_NAME = 500;
/** As the sync calls allow. */
const ID = /^[\w:.-]{1,128}$/;

export interface EditDeps {
  readonly nowMs: number;
  readonly deviceId: string;
  readonly newId: () => string;
}

export function makeEdit(state: EditState, edit: Edit, deps: EditDeps): EditResult {
  if (Object.values(edit).filter((part) => part !== null && part !== undefined).length !== 1) return failed('bad-request', 'An edit says exactly one thing.');
  const { rate, love, createPlaylist, renamePlaylist, deletePlaylist, addToPlaylist, removeFromPlaylist, moveInPlaylist, addPlay, editTags } = edit;
  if (rate) return setRating(state, rate.contentKey, rate.rating ?? null);
  if (love) return setOnRecording(state, love.contentKey, 'loved', love.loved);
  if (createPlaylist) return create(state, createPlaylist.playlistId ?? deps.newId(), createPlaylist.name, deps.nowMs);
  if (renamePlaylist) return rename(state, renamePlaylist.playlistId, renamePlaylist.name);
  if (deletePlaylist) return remove(state, deletePlaylist.playlistId);
  if (addToPlaylist) return add(state, addToPlaylist, deps);
  if (removeFromPlaylist) return take(state, removeFromPlaylist.entryId);
  if (moveInPlaylist) return move(state, moveInPlaylist.entryId, moveInPlaylist.after ?? null);
  if (editTags) return writeTags(state, editTags);
  return addPlay ? play(state, addPlay, deps) : failed('bad-request', 'This is no edit that the server knows.');
}

function setRating(state: EditState, contentKey: string, rating: number | null): EditResult {
  if (rating !== null && (rating < 1 || rating > 10)) return failed('bad-request', 'A rating is 1 to 10 half stars, or null.');
  return setOnRecording(state, contentKey, 'rating', rating);
}

function setOnRecording(state: EditState, contentKey: string, field: 'rating' | 'loved', value: number | boolean | null): EditResult {
  if (!state.knowsRecording(contentKey)) return noRecording();
  state.choose({ kind: 'recording', id: contentKey, field, value });
  return DONE;
}

function create(state: EditState, playlistId: string, name: string, nowMs: number): EditResult {
  if (!ID.test(playlistId)) return failed('bad-request', 'The id of a playlist is letters, digits and -_.: only.');
  if (state.hasPlaylist(playlistId)) return failed('conflict', 'There is, or was, a playlist of this id.');
  if (!isName(name)) return noName();
  state.choose({ kind: 'playlist', id: playlistId, field: 'name', value: name.trim() });
  state.choose({ kind: 'playlist', id: playlistId, field: 'createdAtMs', value: nowMs });
  return { ...DONE, playlistId };
}

function rename(state: EditState, playlistId: string, name: string): EditResult {
  if (!state.isOpen(playlistId)) return noPlaylist();
  if (!isName(name)) return noName();
  state.choose({ kind: 'playlist', id: playlistId, field: 'name', value: name.trim() });
  return { ...DONE, playlistId };
}

function remove(state: EditState, playlistId: string): EditResult {
  if (!state.isOpen(playlistId)) return noPlaylist();
  state.choose({ kind: 'playlist', id: playlistId, field: 'deleted', value: true });
  return { ...DONE, playlistId };
}

function add(state: EditState, { playlistId, contentKeys, after }: AddToPlaylist, { newId }: EditDeps): EditResult {
  if (!state.isOpen(playlistId)) return noPlaylist();
  if (!contentKeys.every((key) => state.knowsRecording(key))) return noRecording();
  if (after && state.entry(after)?.playlistId !== playlistId) return noEntry();
  const entryIds = contentKeys.map(() => newId() as PlaylistEntryId);
  entryIds.forEach((entryId, i) => state.chooseForEntry(entryId, playlistId as PlaylistId, 'contentKey', contentKeys[i] as string));
  const entries = state.entriesOf(playlistId).filter(({ entryId }) => !entryIds.includes(entryId));
  if (after) placeBehind(state, playlistId as PlaylistId, entryIds, after as PlaylistEntryId);
  else keysAtEnd(entries, entryIds.length).forEach((key, i) => state.chooseForEntry(entryIds[i] as PlaylistEntryId, playlistId as PlaylistId, 'orderKey', key));
  return { ...DONE, playlistId, entryIds };
}

function placeBehind(state: EditState, playlistId: PlaylistId, entryIds: readonly PlaylistEntryId[], after: PlaylistEntryId): void {
  let behind = after;
  for (const entryId of entryIds) {
    for (const [id, key] of keysAfter(placed(state, playlistId, entryId), entryId, behind)) state.chooseForEntry(id, playlistId, 'orderKey', key);
    behind = entryId;
  }
}

/** Entries that have a place, and the one that is to get one. */
function placed(state: EditState, playlistId: string, moving: PlaylistEntryId) {
  return state.entriesOf(playlistId).filter(({ entryId, orderKey }) => orderKey !== '' || entryId === moving);
}

function take(state: EditState, entryId: string): EditResult {
  const entry = state.entry(entryId);
  if (!entry) return noEntry();
  state.chooseForEntry(entry.entryId, entry.playlistId, 'removed', true);
  return { ...DONE, playlistId: entry.playlistId, entryIds: [entry.entryId] };
}

function move(state: EditState, entryId: string, after: string | null): EditResult {
  const entry = state.entry(entryId);
  if (!entry || (after !== null && state.entry(after)?.playlistId !== entry.playlistId)) return noEntry();
  if (after === entryId) return failed('bad-request', 'An entry cannot come behind itself.');
  const keys = keysAfter(state.entriesOf(entry.playlistId), entry.entryId, after as PlaylistEntryId | null);
  for (const [id, key] of keys) state.chooseForEntry(id, entry.playlistId, 'orderKey', key);
  return { ...DONE, playlistId: entry.playlistId, entryIds: [entry.entryId] };
}

function play(state: EditState, { contentKey, at, playId }: AddPlay, { nowMs, deviceId, newId }: EditDeps): EditResult {
  if (!state.knowsRecording(contentKey)) return noRecording();
  const atMs = at ?? nowMs;
  if (atMs < 0 || atMs > nowMs + MAX_DRIFT_MS) return failed('bad-request', 'A play cannot lie in the future.');
  const id = playId ?? newId();
  if (!ID.test(id)) return failed('bad-request', 'The id of a play is letters, digits and -_.: only.');
  if (!state.knowsPlay(id)) state.plays.push({ playId: id, contentKey: contentKey as ContentKey, atMs, deviceId });
  return { ...DONE, playId: id };
}

function isName(name: string): boolean {
  return name.trim() !== '' && name.length <= MAX_NAME && !name.includes('\0');
}

const noName = () => failed('bad-request', `A name has 1 to ${MAX_NAME} letters.`);
const noRecording = () => failed('not-found', 'The library has no such recording.');
const noPlaylist = () => failed('not-found', 'There is no such playlist.');
const noEntry = () => failed('not-found', 'There is no such entry in this playlist.');
