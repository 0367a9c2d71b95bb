// Folders whose files the browser lends: scanned like any other while a page has them, and left as they are when none does.
import { expect, onTestFinished, test } from 'vitest';
import { Database } from '../../src/db/database';
import { addRoot } from '../../src/db/roots';
import { createSessionFolders } from '../../src/db/session-folders';
import { createIngest } from './create-ingest';
import { valueOf } from './testing/library';
import { wav } from './testing/wav';

/** The page that was given the files, and a worker of its own connection that was not. */
async function session() {
  const name = `session scan ${crypto.randomUUID()}`;
  onTestFinished(() => new Database(name).delete());
  const [page, worker] = [0, 1].map(() => {
    const [db, channel] = [new Database(name), new BroadcastChannel(name)];
    const folders = createSessionFolders({ db, channel, withinMs: 300 });
    onTestFinished(() => {
      folders.end();
      channel.close();
      db.close();
    });
    return { db, folders };
  }) as [{ db: Database; folders: ReturnType<typeof createSessionFolders> }, { db: Database; folders: ReturnType<typeof createSessionFolders> }];
  const rootId = await addRoot(page.db, { name: 'Music', kind: 'session', handle: null as never, addedAtMs: 0, lastScanAtMs: null, removedAtMs: null });
  const ingest = createIngest({ db: worker.db, now: () => Date.now() });
  return { page, rootId, scan: () => ingest.scan(rootId, () => undefined), rows: () => page.db.tracks.toArray() };
}

const fileAt = (path: string, seed: number) => ({ path, file: new File([wav(seed)], path.slice(path.lastIndexOf('/') + 1), { lastModified: 7 }) });

test('lent files are read by a worker, and not read again when they are lent again', async () => {
  const { page, rootId, scan, rows } = await session();
  page.folders.attach(rootId, [fileAt('A/1.wav', 1), fileAt('2.wav', 2)]);
  expect(valueOf(await scan())).toMatchObject({ added: 2, failed: 0 });
  expect((await rows()).map((row) => [row.path, row.stage, row.missing])).toEqual(expect.arrayContaining([['A/1.wav', 'parsed', 0], ['2.wav', 'parsed', 0]]));
  page.folders.attach(rootId, [fileAt('A/1.wav', 1), fileAt('2.wav', 2)]);
  expect(valueOf(await scan())).toMatchObject({ added: 0, changed: 0, unchanged: 2, missing: 0 });
});

test('what a later loan lacks is missing; without any loan every row stays as it is', async () => {
  const { page, rootId, scan, rows } = await session();
  expect(await scan()).toMatchObject({ ok: false, error: { code: 'folder-gone' } });
  page.folders.attach(rootId, [fileAt('A/1.wav', 1), fileAt('2.wav', 2)]);
  valueOf(await scan());
  page.folders.attach(rootId, [fileAt('2.wav', 2)]);
  expect(valueOf(await scan())).toMatchObject({ missing: 1 });
  expect((await rows()).filter((row) => row.missing === 1).map((row) => row.path)).toEqual(['A/1.wav']);
});
