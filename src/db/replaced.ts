// Files that were replaced by another encoding of the same recording: what a person chose for the old one, and its plays, hold for the new one.
import { isSameRecording } from '../domain/library/same-recording';
import type { ContentKey } from '../domain/library/ids';
import { HERE, SEGMENTED, type TrackRow } from '../domain/library/track';
import { carriedFields, carriedPlay, firstPlayId, type CarriedField } from '../domain/sync/carried';
import { applyOp, choiceOf, type ChoiceChange, type ChoiceKind, type ChoiceRow, type Op } from '../domain/sync/choice';
import { hlcMs, tick, type Hlc } from '../domain/sync/clock';
import { subjectOf } from '../domain/sync/elsewhere';
import { deviceIdOf, passTimes } from './choices';
import type { Database } from './database';
import { showEdits, storedEdits } from './edits';
import { rowTables } from './elsewhere';
import { touchRecordings } from './sequence';

/** Keys in `meta`: one row a replacement, until it is followed. */
const PREFIX = 'replaced ';
const PAGE = 200;
/** Of a recording that is still here beside the new one: what says which of several versions is meant is no matter of the other. */
const SHARED: ReadonlySet<string> = new Set(['rating', 'loved']);
/** How the texts of one file were to be read says nothing of another's. */
const OF_THE_FILE: ReadonlySet<string> = new Set(['encoding']);

type Place = Pick<TrackRow, 'contentKey' | 'taggedAlbumKey'>;

interface Replacement {
  readonly key: string;
  readonly from: Place & { readonly contentKey: ContentKey };
  readonly to: Place & { readonly contentKey: ContentKey };
}

/**
 * Notes files that hold the same recording in another encoding now. Call inside a read-write transaction over `meta`.
 * @param replaced pairs of rows before and after
 */
export async function noteReplaced(db: Database, replaced: readonly (readonly [TrackRow, TrackRow])[]): Promise<void> {
  const notes = replaced.flatMap(([before, after]) => {
    if (before.contentKey === null || after.contentKey === null || before.contentKey === after.contentKey || !isSameRecording(before, after)) return [];
    const value = [placeOf(before), placeOf(after)];
    return [{ key: `${PREFIX}${subjectOf(before)} ${subjectOf(after)}`, value }];
  });
  if (notes.length > 0) await db.meta.bulkPut(notes);
}

function placeOf({ contentKey, taggedAlbumKey }: TrackRow): Place {
  return { contentKey, taggedAlbumKey };
}

/** Carries what hangs on recordings that were replaced. Call when moves are settled: what lies elsewhere now was moved, and keeps its own. */
export async function followReplaced(db: Database, newId: () => string): Promise<void> {
  for (let notes = await noted(db); notes.length > 0; notes = await noted(db)) {
    await db.transaction('rw', [...rowTables(db), db.ops, db.plays], async () => carry(db, notes, newId));
  }
}

async function noted(db: Database): Promise<Replacement[]> {
  const rows = await db.meta.where('key').startsWith(PREFIX).limit(PAGE).toArray();
  return rows.map(({ key, value }) => {
    const [from, to] = value as [Replacement['from'], Replacement['to']];
    return { key, from, to };
  });
}

async function carry(db: Database, notes: readonly Replacement[], newId: () => string): Promise<void> {
  const staying = await keysHere(db, notes.map(({ from }) => from.contentKey));
  const gone = notes.filter(({ from }) => !staying.has(from.contentKey));
  const writer = new OpWriter(db, await deviceIdOf(db, newId));
  await carryRecordings(writer, notes, staying);
  await carryEdits(writer, notes);
  await carryEntries(writer, gone);
  await writer.write();
  await carryPlays(db, gone);
  await db.meta.bulkDelete(notes.map(({ key }) => key));
  const keys = [...new Set(notes.map(({ to }) => to.contentKey))];
  await touchRecordings(db, keys);
  await showEdits(db, keys);
}

/** Recordings of which a file is here. */
async function keysHere(db: Database, contentKeys: readonly ContentKey[]): Promise<Set<ContentKey | null>> {
  const rows = await db.tracks.where('contentKey').anyOf([...new Set(contentKeys)]).toArray();
  return new Set(rows.filter(({ missing }) => missing === HERE || missing === SEGMENTED).map(({ contentKey }) => contentKey));
}

async function carryRecordings(writer: OpWriter, notes: readonly Replacement[], staying: ReadonlySet<ContentKey | null>): Promise<void> {
  for (const { from, to } of notes) {
    const fields = carriedFields(await writer.row('recording', from.contentKey), await writer.row('recording', to.contentKey));
    const wanted = staying.has(from.contentKey) ? fields.filter(({ field }) => SHARED.has(field)) : fields;
    for (const each of wanted) await writer.add({ kind: 'recording', id: to.contentKey }, each);
  }
}

async function carryEdits(writer: OpWriter, notes: readonly Replacement[]): Promise<void> {
  const [old, held] = [await storedEdits(writer.db, notes.map(({ from }) => from)), await storedEdits(writer.db, notes.map(({ to }) => to))];
  for (const { from, to } of notes) {
    const fields = carriedFields(old.get(subjectOf(from)), held.get(subjectOf(to)));
    for (const each of fields) if (!OF_THE_FILE.has(each.field)) await writer.add({ kind: 'edit', id: subjectOf(to) }, each);
  }
}

/** Places in playlists are taken over: a copy would play the song twice. */
async function carryEntries(writer: OpWriter, notes: readonly Replacement[]): Promise<void> {
  if (notes.length === 0) return;
  const next = new Map<string, ContentKey>(notes.map(({ from, to }) => [from.contentKey, to.contentKey]));
  const rows = await writer.db.choices.where('[kind+parent]').between(['playlistEntry', ''], ['playlistEntry', '\uffff']).toArray();
  for (const row of rows) {
    const held = row.fields['contentKey'];
    const value = next.get(String(choiceOf(row, 'contentKey')));
    if (held && value) await writer.add({ kind: 'playlistEntry', id: row.id, parent: row.parent }, { field: 'contentKey', value, hlc: held.hlc });
  }
}

async function carryPlays(db: Database, notes: readonly Replacement[]): Promise<void> {
  for (const { from, to } of notes) {
    const plays = await db.plays.where('contentKey').equals(from.contentKey).toArray();
    // One that was carried from there comes back to itself.
    const first = await db.plays.bulkGet(plays.map(({ playId }) => firstPlayId(playId)));
    const carried = plays.filter((_, i) => first[i]?.contentKey !== to.contentKey).map(({ pending: _, ...play }) => carriedPlay(play, to.contentKey));
    const held = await db.plays.bulkGet(carried.map(({ playId }) => playId));
    await db.plays.bulkPut(carried.filter((_, i) => !held[i]).map((play) => ({ ...play, pending: 1 as const })));
  }
}

/** Gathers ops that have times of long ago, each right behind the choice that it repeats. */
class OpWriter {
  private readonly ops: Op[] = [];
  private readonly rows = new Map<string, ChoiceRow | undefined>();
  /** The last time taken of each millisecond. */
  private readonly last = new Map<number, Hlc>();

  constructor(readonly db: Database, private readonly deviceId: string) {}

  /** As it will be. */
  async row(kind: ChoiceKind, id: string): Promise<ChoiceRow | undefined> {
    const key = `${kind} ${id}`;
    if (!this.rows.has(key)) this.rows.set(key, await this.db.choices.get([kind, id]));
    return this.rows.get(key);
  }

  async add(entity: Pick<ChoiceChange, 'kind' | 'id' | 'parent'>, { field, value, hlc }: CarriedField): Promise<void> {
    const op: Op = { ...entity, field, value, hlc: await this.behind(hlc) };
    this.ops.push(op);
    this.rows.set(`${op.kind} ${op.id}`, applyOp(await this.row(op.kind, op.id), op));
  }

  async write(): Promise<void> {
    await this.db.ops.bulkAdd(this.ops.map((op) => ({ ...op, pending: 1 })));
    // Where the clock was set back, the next choice would take a time that is taken here.
    await passTimes(this.db, this.ops.map((op) => op.hlc));
    const changed = new Set(this.ops.map(({ kind, id }) => `${kind} ${id}`));
    await this.db.choices.bulkPut([...changed].flatMap((key) => this.rows.get(key) ?? []));
  }

  /** The next free time of the same millisecond. */
  private async behind(hlc: Hlc): Promise<Hlc> {
    const ms = hlcMs(hlc);
    const prefix = hlc.slice(0, hlc.indexOf('-') + 1);
    const last = this.last.get(ms) ?? (await this.db.ops.where('hlc').startsWith(prefix).last())?.hlc ?? hlc;
    const free = tick(last, 0, this.deviceId);
    this.last.set(ms, free);
    return free;
  }
}
