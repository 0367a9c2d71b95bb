import { expect, onTestFinished, test } from 'vitest';
import { Database } from '../../db/database';
import { addRoot } from '../../db/roots';
import { addTracks } from '../../db/tracks';
import { parsedTrack } from '../pipeline/test-tracks';
import { createLaunches, type OpenedFiles } from './opened-files';

async function libraryOf(path: string) {
  const db = new Database(`launch ${crypto.randomUUID()}`);
  const top = await navigator.storage.getDirectory();
  const folder = await top.getDirectoryHandle(`launch ${crypto.randomUUID()}`, { create: true });
  onTestFinished(async () => {
    await db.delete();
    await top.removeEntry(folder.name, { recursive: true });
  });
  const rootId = await addRoot(db, { name: 'Music', kind: 'folder', handle: folder, addedAtMs: 1, lastScanAtMs: null, removedAtMs: null });
  const [trackId] = await addTracks(db, [parsedTrack(path, { rootId })]);
  const album = await folder.getDirectoryHandle('Album', { create: true });
  return { db, top, album, trackId };
}

/** Chrome's queue as it hands over one launch. */
function launchOf(files: readonly FileSystemHandle[]): LaunchQueue {
  return { setConsumer: (consumer) => consumer({ files }) };
}

test('a file of the library is opened as its track, another one is named', async () => {
  const { db, top, album, trackId } = await libraryOf('Album/a.mp3');
  const known = await album.getFileHandle('a.mp3', { create: true });
  const stranger = await top.getFileHandle(`stranger ${crypto.randomUUID()}.mp3`, { create: true });
  onTestFinished(() => top.removeEntry(stranger.name));
  const opened = await new Promise<OpenedFiles>((resolve) => createLaunches({ db, launchQueue: launchOf([stranger, known]) }).listen(resolve));
  expect(opened).toEqual({ trackIds: [trackId], unknownNames: [stranger.name] });
});

test('a file of a folder of the library that was not scanned yet is named, not opened', async () => {
  const { db, album } = await libraryOf('Album/a.mp3');
  const newcomer = await album.getFileHandle('b.mp3', { create: true });
  const opened = await new Promise<OpenedFiles>((resolve) => createLaunches({ db, launchQueue: launchOf([newcomer]) }).listen(resolve));
  expect(opened).toEqual({ trackIds: [], unknownNames: ['b.mp3'] });
});
