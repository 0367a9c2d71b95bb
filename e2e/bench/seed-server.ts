// Fills a server with a seeded library as the device does that analysed it: all facts, some ratings, over the HTTP API.
import type { ContentKey, RootId, TrackId } from '../../src/domain/library/ids';
import { withQueue, type TrackRow } from '../../src/domain/library/track';
import type { Op, PlayEvent } from '../../src/domain/sync/choice';
import { tick, type Hlc } from '../../src/domain/sync/clock';
import { holdingFact, tagsFact, vectorFact } from '../../src/domain/sync/fact-values';
import { soundFact } from '../../src/domain/sync/sound-fact';
import { albumPart, type Fact } from '../../src/domain/sync/facts';
import type { ApiDevice } from '../setup/api-device';
import { seededTracks, type SeededTrack } from './seed-tracks';

/** Facts of so many tracks, four each, are one push. */
const TRACKS_A_PUSH = 1_000;
/** Every so-manieth track was played once. */
const PLAYED_EVERY = 5;

export interface Seeded {
  readonly ops: number;
  readonly plays: number;
  readonly facts: number;
  readonly factBytes: number;
}

export async function seedServer(device: ApiDevice, count: number, seed: number): Promise<Seeded> {
  const total = { ops: 0, plays: 0, facts: 0, factBytes: 0 };
  let hlc: Hlc | null = null;
  let batch: { facts: Fact[]; ops: Op[]; plays: PlayEvent[] } = { facts: [], ops: [], plays: [] };
  let at = 0;

  async function flush(): Promise<void> {
    const { refused } = await device.push(batch);
    if (refused.length > 0) throw new Error(`The server refused ${refused.length} items, the first as ${JSON.stringify(refused[0])}`);
    total.ops += batch.ops.length;
    total.plays += batch.plays.length;
    total.facts += batch.facts.length;
    total.factBytes += batch.facts.reduce((sum, fact) => sum + fact.value.length, 0);
    batch = { facts: [], ops: [], plays: [] };
  }

  for (const track of seededTracks({ count, seed, rootId: 1 as RootId })) {
    at += 1;
    batch.facts.push(...factsOf(track, at, device));
    const id = track.row.contentKey as ContentKey;
    if (track.rating !== null) {
      hlc = tick(hlc, Date.now(), device.deviceId);
      batch.ops.push({ kind: 'recording', id, field: 'rating', value: track.rating, hlc });
    }
    if (at % PLAYED_EVERY === 0) batch.plays.push({ playId: `${device.deviceId}-${at}`, contentKey: id, atMs: track.row.addedAtMs, deviceId: device.deviceId });
    if (at % TRACKS_A_PUSH === 0) await flush();
  }
  await flush();
  return total;
}

function factsOf({ row, sound, curves, vector }: SeededTrack, at: number, { deviceId }: ApiDevice): Fact[] {
  const maker = { deviceId, revision: at };
  const stored: TrackRow & { contentKey: ContentKey } = { ...withQueue(row), trackId: at as TrackId, seq: at, contentKey: sound.contentKey };
  return [tagsFact(stored, maker), soundFact(sound, curves, maker), vectorFact(vector, maker), holdingFact(sound.contentKey, { held: true, albums: [albumPart(stored.taggedAlbumKey)], withdrawn: [] }, maker)];
}
