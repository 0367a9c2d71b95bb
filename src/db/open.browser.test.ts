import { expect, onTestFinished, test, vi } from 'vitest';
import { Database } from './database';
import { openDatabase, type OpenNotice } from './open';

function fresh() {
  const name = `open ${crypto.randomUUID()}`;
  const notices: (OpenNotice | null)[] = [];
  onTestFinished(() => new Promise<void>((resolve) => {
    indexedDB.deleteDatabase(name).onsuccess = () => resolve();
  }));
  return { name, notices, tell: (notice: OpenNotice | null) => notices.push(notice) };
}

/** A tab of another version, by the browser's own interface: it holds its connection whatever comes. */
function stubbornTab(name: string, version: number): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, version);
    request.onupgradeneeded = () => request.result.createObjectStore('old', { keyPath: 'key' });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

test('a database that nobody holds opens without a notice', async () => {
  const { name, notices, tell } = fresh();
  const db = new Database(name);
  await openDatabase(db, tell);
  expect(notices).toEqual([null]);
  expect(await db.tracks.count()).toBe(0);
  db.close();
});

test('an old tab that holds the database is named, and when it closes the library opens', async () => {
  const { name, notices, tell } = fresh();
  const old = await stubbornTab(name, 1);
  const db = new Database(name);
  const opened = openDatabase(db, tell);
  await vi.waitFor(() => expect(notices).toEqual([{ kind: 'blocked' }]));
  old.close();
  await opened;
  expect(notices.at(-1)).toBeNull();
  db.close();
});

test('a newer version in another tab closes this one and says so', async () => {
  const { name, notices, tell } = fresh();
  const db = new Database(name);
  await openDatabase(db, tell);
  const newer = await stubbornTab(name, 99_990);
  await vi.waitFor(() => expect(notices.at(-1)).toEqual({ kind: 'outdated' }));
  await expect(db.tracks.count()).rejects.toThrow();
  newer.close();
});

test('a database of a newer version is not touched', async () => {
  const { name, notices, tell } = fresh();
  (await stubbornTab(name, 99_990)).close();
  await openDatabase(new Database(name), tell);
  expect(notices).toEqual([{ kind: 'outdated' }]);
});

test('a library deleted in another tab is not brought back by this one', async () => {
  const { name, notices, tell } = fresh();
  const db = new Database(name);
  await openDatabase(db, tell);
  await new Database(name).delete();
  await vi.waitFor(() => expect(notices.at(-1)).toEqual({ kind: 'deleted' }));
  await expect(db.tracks.count()).rejects.toThrow();
  expect((await indexedDB.databases()).map((each) => each.name)).not.toContain(name);
});
