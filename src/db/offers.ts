// What this device can tell of its own files: facts of rows past a change sequence, and what it holds or no longer holds.
import type { ContentKey, DeviceId } from '../domain/library/ids';
import { HERE, type TrackRow } from '../domain/library/track';
import type { CurvesRow, SoundRow, VectorRow } from '../domain/sound/sound';
import type { FactPage, FactPosition } from '../domain/sync/ports';
import { aliasFact, holdingFact, tagsFact, vectorFact } from '../domain/sync/fact-values';
import type { Fact } from '../domain/sync/facts';
import { soundFact } from '../domain/sync/sound-fact';
import { aliasesSent, pendingAliases } from './aliases';
import type { AnnouncedRow, Database } from './database';
import { rowTables } from './elsewhere';
import { rowsToOffer } from './pending';
import { currentSeq, nextSeq } from './sequence';
import { curvesOfSounds, soundTables } from './sounds';
import { patchSyncProgress, syncProgress } from './sync-state';
import { announceHeld, followTagged, ownAlbums, toldBy } from './tagged';

type Parsed = TrackRow & { readonly contentKey: ContentKey };

/** @param from null where the last round stopped */
export function factPage(db: Database, from: FactPosition | null, limit: number, deviceId: DeviceId): Promise<FactPage> {
  return db.transaction('rw', [...rowTables(db), ...soundTables(db), ...db.vectors.names], async () => {
    const { factSeq } = await syncProgress(db);
    const start = from ?? { seq: factSeq, trackId: Infinity };
    const gone = await toWithdraw(db, limit);
    const now = await currentSeq(db);
    if (gone.length > 0) {
      const facts = gone.map((row) => holdingFact(row.contentKey, { ...toldBy(row), held: false }, { deviceId, revision: Math.max(now, (row.revision ?? 0) + 1) }));
      return { facts, next: start, remaining: 0, through: factSeq, withdrawn: gone.map((row) => row.contentKey) };
    }
    const aliases = await pendingAliases(db, limit);
    if (aliases.length > 0) {
      const facts = aliases.map((alias) => aliasFact(alias, deviceId));
      return { facts, next: start, remaining: 0, through: factSeq, withdrawn: [], aliases: aliases.map((alias) => alias.subject) };
    }
    const past = rowsToOffer(db, start.seq, start.trackId);
    const rows = await past.limit(limit).toArray();
    const facts = await factsOf(db, rows.filter(isParsed), deviceId, now);
    const last = rows.at(-1);
    if (!last || rows.length < limit) return { facts, next: null, remaining: 0, through: Math.max(factSeq, now), withdrawn: [] };
    const remaining = await rowsToOffer(db, last.seq, last.trackId).count();
    // Rows of one change may lie on both sides of the page's end.
    return { facts, next: { seq: last.seq, trackId: last.trackId }, remaining, through: Math.max(factSeq, last.seq - 1), withdrawn: [] };
  });
}

export function factsSent(db: Database, { through, withdrawn, aliases }: FactPage): Promise<void> {
  return db.transaction('rw', db.announced, db.aliases, db.meta, async () => {
    const rows = await db.announced.bulkGet([...withdrawn]);
    await db.announced.bulkPut(rows.filter((row) => row !== undefined).map(({ stale: _, ...row }) => ({ ...row, held: false })));
    await aliasesSent(db, aliases ?? []);
    await patchSyncProgress(db, { factSeq: through });
  });
}

/** Each fact on its own recording: what comes first in a page is whole first. */
async function factsOf(db: Database, rows: readonly Parsed[], deviceId: DeviceId, now: number): Promise<Fact[]> {
  const keys = [...new Set(rows.map((row) => row.contentKey))];
  const [sounds, vectors] = await Promise.all([db.sounds.bulkGet(keys), db.vectors.bulkGet(keys)]);
  const at = new Map(keys.map((key, i): [ContentKey, readonly [SoundRow | undefined, VectorRow | undefined]] => [key, [sounds[i], vectors[i]]]));
  const curves = new Map((await curvesOfSounds(db, sounds.filter((sound) => sound !== undefined))).flatMap((row): [ContentKey, CurvesRow][] => (row ? [[row.contentKey, row]] : [])));
  // Noted before it is told: a device that dies in between withdraws it all the same.
  const told = await announceHeld(db, rows, now);
  await followWithdrawn(db, [...told.values()], now);
  return rows.flatMap((row) => {
    const maker = { deviceId, revision: row.seq };
    const [sound, vector] = at.get(row.contentKey) ?? [];
    return [
      tagsFact(row, maker),
      // One that still waits for its embedding would stand in the way of whole ones of the same version.
      ...(sound && sound.embedVersion > 0 ? [soundFact(sound, curves.get(row.contentKey), maker)] : []),
      ...(vector ? [vectorFact(vector, maker)] : []),
      ...holdingFacts(told.get(row.contentKey), deviceId),
    ];
  });
}

function holdingFacts(told: AnnouncedRow | undefined, deviceId: DeviceId): Fact[] {
  return told ? [holdingFact(told.contentKey, toldBy(told), { deviceId, revision: told.revision ?? 0 })] : [];
}

/** Rows that stood for files of others go here too, where this device was the last to say that their tags hold. */
async function followWithdrawn(db: Database, told: readonly AnnouncedRow[], now: number): Promise<void> {
  const fresh = told.filter((row) => row.withdrawn && (row.revision ?? 0) >= now).map((row) => row.contentKey);
  if (fresh.length > 0) await followTagged(db, fresh, await nextSeq(db));
}

/** What was said of recordings to be held of which no file is here any more. */
async function toWithdraw(db: Database, limit: number): Promise<AnnouncedRow[]> {
  const stale = await db.announced.where('stale').equals(1).limit(limit).toArray();
  if (stale.length === 0) return [];
  const rows = await db.tracks.where('contentKey').anyOf(stale.map((row) => row.contentKey)).toArray();
  const here = rows.filter((row) => row.missing === HERE);
  const held = new Set(here.map((row) => row.contentKey));
  const back = stale.filter((row) => held.has(row.contentKey)).map(({ stale: _, ...row }) => ({ ...row, held: true }));
  await db.announced.bulkPut(back);
  await offerAgain(db, back, rows);
  return stale.filter((row) => !held.has(row.contentKey));
}

/** Of a recording that is still here, but not under every album that was told: its rows are told anew. */
async function offerAgain(db: Database, back: readonly AnnouncedRow[], rows: readonly TrackRow[]): Promise<void> {
  const known = ownAlbums(rows);
  const changed = new Set(back.filter((row) => row.albums?.some((album) => !known.get(row.contentKey)?.known.includes(album))).map((row) => row.contentKey));
  if (changed.size === 0) return;
  const seq = await nextSeq(db);
  await db.tracks.bulkPut(rows.filter((row) => row.missing === HERE && isParsed(row) && changed.has(row.contentKey)).map((row) => ({ ...row, seq })));
}

function isParsed(row: TrackRow): row is Parsed {
  // A row that waits to be parsed again holds the key of audio that may be gone. A segment cannot be sent: another device would get all of its file.
  return row.contentKey !== null && row.stage !== 'found' && !row.segment;
}
