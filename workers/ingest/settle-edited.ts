// After edits of tags, here or on another device: albums and credits are settled as after a parse. Reads no file.
import { settleAlbumCovers } from '../../src/db/album-covers';
import { followAlbums } from '../../src/db/album-moves';
import { settleCredits } from '../../src/db/credits';
import type { Database } from '../../src/db/database';
import { followReplaced } from '../../src/db/replaced';
import { noteSettled, unsettledFolders } from '../../src/db/unsettled';
import type { RootId } from '../../src/domain/library/ids';
import { settleAlbums } from './settle-albums';

/** @param now milliseconds since the epoch */
export async function settleEdited(db: Database, now: () => number): Promise<void> {
  const waiting = await unsettledFolders(db);
  const folders = new Map<RootId, Set<string>>();
  for (const [rootId, folder] of waiting) folders.set(rootId, (folders.get(rootId) ?? new Set()).add(folder));
  for (const [rootId, touched] of folders) await settleAlbums(db, rootId, touched);
  if (waiting.length > 0) await noteSettled(db, waiting);
  await settleCredits(db);
  await followSettled(db, now);
}

/** When moves and albums are settled: what was chosen for recordings that were replaced, and for albums that are no more, goes on to what took their place. */
export async function followSettled(db: Database, now: () => number): Promise<void> {
  const newId = (): string => crypto.randomUUID();
  await followReplaced(db, newId);
  await followAlbums(db, { nowMs: now(), newId });
  await settleAlbumCovers(db);
}
