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
  // Not what was replaced: a scan beside this one may not have settled yet what moved.
  await followAlbumsOn(db, now);
}

/** When a scan or a parse has settled moves and albums: what was chosen for what is no more goes on to what took its place. */
export async function followSettled(db: Database, now: () => number): Promise<void> {
  await followReplaced(db, newId);
  await followAlbumsOn(db, now);
}

async function followAlbumsOn(db: Database, now: () => number): Promise<void> {
  await followAlbums(db, { nowMs: now(), newId });
  await settleAlbumCovers(db);
}

function newId(): string {
  return crypto.randomUUID();
}
