// The play queue of this device, kept so that a reload finds it again. Typed arrays: "play all" may queue 100,000 tracks.
import type { TrackId } from '../domain/library/ids';
import type { PlayQueue } from '../domain/playback/queue';
import type { Database } from './database';

const KEY = 'playQueue';

interface StoredQueue extends Omit<PlayQueue, 'items' | 'unshuffled'> {
  readonly itemIds: Uint32Array;
  readonly trackIds: Uint32Array;
  readonly unshuffled: Uint32Array | null;
}

export async function saveQueue(db: Database, { items, unshuffled, ...rest }: PlayQueue): Promise<void> {
  const value: StoredQueue = {
    ...rest,
    itemIds: Uint32Array.from(items, (item) => item.itemId),
    trackIds: Uint32Array.from(items, (item) => item.trackId),
    unshuffled: unshuffled && Uint32Array.from(unshuffled),
  };
  await db.meta.put({ key: KEY, value });
}

export async function loadQueue(db: Database): Promise<PlayQueue | null> {
  const stored = (await db.meta.get(KEY))?.value as StoredQueue | undefined;
  if (!stored) return null;
  const { itemIds, trackIds, unshuffled, ...rest } = stored;
  return {
    ...rest,
    items: Array.from(itemIds, (itemId, i) => ({ itemId, trackId: trackIds[i] as TrackId })),
    unshuffled: unshuffled && Array.from(unshuffled),
  };
}
