// Choices: the row, its op and the clock are written in one transaction, or not at all.
import type { ContentKey, DeviceId, PlaylistId } from '../domain/library/ids';
import {
  applyOp, choiceOf, playlistOf,
  type ChoiceChange, type ChoiceKind, type ChoiceRow, type Op, type PlayEvent, type Playlist, type PlaylistEntry,
} from '../domain/sync/choice';
import { receive, tick, type Hlc } from '../domain/sync/clock';
import { entriesInOrder } from '../domain/sync/order';
import { WHICH_WINS_ID, whichWinsOf, type WhichWins } from '../domain/sound/which-wins';
import type { Database } from './database';
import { noteAlbumCovers } from './noted-covers';
import { nextSeq, touchRecordings } from './sequence';
import { clockOffsetMs } from './sync-state';

/** The time of the change by this device's clock, which is set right by the server's; and a maker of unique ids. */
export interface ChoiceDeps {
  readonly nowMs: number;
  readonly newId: () => string;
}

/**
 * Writes changes that depend on what is there, such as an order key: read and written in one transaction,
 * so that two calls at once never plan from the same state.
 * @returns as `writeChoices`
 */
export function planChoices(db: Database, plan: () => Promise<readonly ChoiceChange[]>, deps: ChoiceDeps): Promise<ChoiceChange[]> {
  return db.transaction('rw', db.choices, db.ops, db.meta, db.deletions, async () => writeChoices(db, await plan(), deps));
}

/**
 * Writes a person's changes with their ops.
 * @returns the changes that would undo them, in reverse order
 */
export function writeChoices(db: Database, changes: readonly ChoiceChange[], deps: ChoiceDeps): Promise<ChoiceChange[]> {
  return db.transaction('rw', db.choices, db.ops, db.meta, db.deletions, async () => {
    const deviceId = await deviceIdOf(db, deps.newId);
    let hlc = await lastTime(db);
    const nowMs = deps.nowMs + await clockOffsetMs(db);
    const undo: ChoiceChange[] = [];
    const rows = await loadRows(db, changes);
    const ops: Op[] = [];
    for (const change of changes) {
      hlc = tick(hlc, nowMs, deviceId);
      const key = rowKey(change);
      undo.unshift({ ...change, value: choiceOf(rows.get(key), change.field) });
      const op = { ...change, hlc };
      ops.push(op);
      rows.set(key, applyOp(rows.get(key), op));
    }
    await db.choices.bulkPut([...rows.values()]);
    await db.ops.bulkAdd(ops.map((op) => ({ ...op, pending: 1 })));
    await db.meta.put({ key: 'hlc', value: hlc });
    await noteAlbumCovers(db, changes);
    const recordings = changes.filter((change) => change.kind === 'recording').map((change) => change.id as ContentKey);
    if (recordings.length > 0) await touchRecordings(db, [...new Set(recordings)]);
    // Followers look at what artists are shown under, at names that stay whole and at settings, whenever the sequence moves.
    else if (changes.some(({ kind }) => kind === 'artist' || kind === 'wholeName' || kind === 'setting')) await nextSeq(db);
    return undo;
  });
}

/** This device's id, made once. Call inside a read-write transaction over `meta`. */
export async function deviceIdOf(db: Database, newId: () => string): Promise<DeviceId> {
  const held = (await db.meta.get('deviceId'))?.value;
  if (typeof held === 'string') return held as DeviceId;
  const deviceId = newId();
  await db.meta.put({ key: 'deviceId', value: deviceId });
  return deviceId as DeviceId;
}

/** What is chosen next is later than these. Call inside a read-write transaction over `meta`. */
export async function passTimes(db: Database, hlcs: readonly Hlc[]): Promise<void> {
  await db.meta.put({ key: 'hlc', value: receive(await lastTime(db), hlcs) });
}

/** The greatest that was written here or has arrived. */
async function lastTime(db: Database): Promise<Hlc | null> {
  return ((await db.meta.get('hlc'))?.value as Hlc | undefined) ?? null;
}

/** Appends a counted play and marks the recording as changed. */
export function addPlay(db: Database, contentKey: ContentKey, deps: ChoiceDeps): Promise<void> {
  return db.transaction('rw', db.plays, db.meta, db.deletions, async () => {
    const deviceId = await deviceIdOf(db, deps.newId);
    const play: PlayEvent = { playId: deps.newId(), contentKey, atMs: deps.nowMs + await clockOffsetMs(db), deviceId };
    await db.plays.add({ ...play, pending: 1 });
    await touchRecordings(db, [contentKey]);
  });
}

/** Playlists that are not deleted, oldest first. */
export async function playlists(db: Database): Promise<Playlist[]> {
  const rows = await choicesOf(db, 'playlist').toArray();
  return rows.map(playlistOf).filter((p) => !p.deleted).sort((a, b) => a.createdAtMs - b.createdAtMs);
}

/** Entries of a playlist that are not removed, in order. */
export async function playlistEntries(db: Database, playlistId: PlaylistId): Promise<PlaylistEntry[]> {
  return entriesInOrder(await choicesOf(db, 'playlistEntry', playlistId).toArray());
}

/** Everything of a kind that was ever chosen, of one playlist where the kind is `playlistEntry`; also what was removed since. */
export function choicesOf(db: Database, kind: ChoiceKind, parent: string = '') {
  return db.choices.where('[kind+parent]').equals([kind, parent]);
}

/** Whether what was measured or what tags say of the sound is shown. */
export function whichWins(db: Database): Promise<WhichWins> {
  return db.choices.get(['setting', WHICH_WINS_ID]).then(whichWinsOf);
}

function rowKey(change: ChoiceChange): string {
  return `${change.kind} ${change.id}`;
}

async function loadRows(db: Database, changes: readonly ChoiceChange[]): Promise<Map<string, ChoiceRow>> {
  const keys = new Map(changes.map((change) => [rowKey(change), [change.kind, change.id] as [ChoiceKind, string]]));
  const rows = await db.choices.bulkGet([...keys.values()]);
  return new Map(rows.flatMap((row) => (row ? [[`${row.kind} ${row.id}`, row] as const] : [])));
}
