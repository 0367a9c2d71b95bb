// What this device can tell of its own files: facts of rows past a change sequence, and what it holds or no longer holds.
import type { ContentKey, DeviceId } from '../domain/library/ids';
import { HERE, type TrackRow } from '../domain/library/track';
import type { SoundRow, VectorRow } from '../domain/sound/sound';
import type { FactPage, FactPosition } from '../domain/sync/exchange';
import { holdingFact, soundFact, tagsFact, vectorFact } from '../domain/sync/fact-values';
import type { Fact } from '../domain/sync/facts';
import type { Database } from './database';
import { rowsToOffer } from './pending';
import { currentSeq } from './sequence';
import { patchSyncProgress, syncProgress } from './sync-state';

type Parsed = TrackRow & { readonly contentKey: ContentKey };

/** @param from null where the last round stopped */
export function factPage(db: Database, from: FactPosition | null, limit: number, deviceId: DeviceId): Promise<FactPage> {
  return db.transaction('rw', db.tracks, db.sounds, db.vectors, db.announced, db.meta, async () => {
    const now = await currentSeq(db);
    const { factSeq } = await syncProgress(db);
    const start = from ?? { seq: factSeq, trackId: Infinity };
    const withdrawn = await toWithdraw(db, limit);
    if (withdrawn.length > 0) {
      const facts = withdrawn.map((contentKey) => holdingFact(contentKey, false, { deviceId, revision: now }));
      return { facts, next: start, remaining: 0, through: factSeq, withdrawn };
    }
    const past = rowsToOffer(db, start.seq, start.trackId);
    const rows = await past.limit(limit).toArray();
    const facts = await factsOf(db, rows.filter(isParsed), deviceId);
    const last = rows.at(-1);
    if (!last || rows.length < limit) return { facts, next: null, remaining: 0, through: Math.max(factSeq, now), withdrawn: [] };
    const remaining = await rowsToOffer(db, last.seq, last.trackId).count();
    // Rows of one change may lie on both sides of the page's end.
    return { facts, next: { seq: last.seq, trackId: last.trackId }, remaining, through: Math.max(factSeq, last.seq - 1), withdrawn: [] };
  });
}

export function factsSent(db: Database, { through, withdrawn }: FactPage): Promise<void> {
  return db.transaction('rw', db.announced, db.meta, async () => {
    const rows = await db.announced.bulkGet([...withdrawn]);
    await db.announced.bulkPut(rows.filter((row) => row !== undefined).map(({ stale: _, ...row }) => ({ ...row, held: false })));
    await patchSyncProgress(db, { factSeq: through });
  });
}

/** Each fact on its own recording: what comes first in a page is whole first. */
async function factsOf(db: Database, rows: readonly Parsed[], deviceId: DeviceId): Promise<Fact[]> {
  const keys = [...new Set(rows.map((row) => row.contentKey))];
  const [sounds, vectors] = await Promise.all([db.sounds.bulkGet(keys), db.vectors.bulkGet(keys)]);
  const at = new Map(keys.map((key, i): [ContentKey, readonly [SoundRow | undefined, VectorRow | undefined]] => [key, [sounds[i], vectors[i]]]));
  // Noted before it is told: a device that dies in between withdraws it all the same.
  await db.announced.bulkPut(keys.map((contentKey) => ({ contentKey, held: true })));
  return rows.flatMap((row) => {
    const maker = { deviceId, revision: row.seq };
    const [sound, vector] = at.get(row.contentKey) ?? [];
    return [
      tagsFact(row, maker),
      // One that still waits for its embedding would stand in the way of whole ones of the same version.
      ...(sound && sound.embedVersion > 0 ? [soundFact(sound, maker)] : []),
      ...(vector ? [vectorFact(vector, maker)] : []),
      holdingFact(row.contentKey, true, maker),
    ];
  });
}

/** Recordings said to be held of which no file is here any more. */
async function toWithdraw(db: Database, limit: number): Promise<ContentKey[]> {
  const stale = (await db.announced.where('stale').equals(1).limit(limit).primaryKeys()) as ContentKey[];
  if (stale.length === 0) return [];
  const rows = await db.tracks.where('contentKey').anyOf(stale).toArray();
  const here = new Set(rows.filter((row) => row.missing === HERE).map((row) => row.contentKey));
  const back = stale.filter((key) => here.has(key));
  await db.announced.bulkPut(back.map((contentKey) => ({ contentKey, held: true })));
  return stale.filter((key) => !here.has(key));
}

function isParsed(row: TrackRow): row is Parsed {
  // A row that waits to be parsed again holds the key of audio that may be gone.
  return row.contentKey !== null && row.stage !== 'found';
}
