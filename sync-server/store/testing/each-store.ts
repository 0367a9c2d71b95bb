// The same tests on both databases.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, inject } from 'vitest';
import { openStore, type StoreSettings } from '../open-store';
import type { Dialect, Store } from '../schema';

export interface StoreUnderTest {
  /** The open store, from `beforeAll` on. */
  store(): Store;
  /** How to open the same database once more, as a second instance would. */
  settings(): StoreSettings;
}

/** Runs a suite on an empty SQLite file and, where there is one, on an empty PostgreSQL database. */
export function eachStore(name: string, suite: (under: StoreUnderTest, dialect: Dialect) => void): void {
  describe(`${name} (sqlite)`, () => suite(prepare(sqliteDatabase), 'sqlite'));
  const postgresUrl = inject('postgresUrl');
  describe.skipIf(postgresUrl === null)(`${name} (postgres)`, () => suite(prepare(() => postgresDatabase(postgresUrl ?? '')), 'postgres'));
}

interface EmptyDatabase {
  readonly settings: StoreSettings;
  drop(): Promise<void>;
}

function prepare(make: () => Promise<EmptyDatabase>): StoreUnderTest {
  let database: EmptyDatabase;
  let store: Store;
  beforeAll(async () => {
    database = await make();
    store = await openStore(database.settings);
  });
  afterAll(async () => {
    await store.close();
    await database.drop();
  });
  return { store: () => store, settings: () => database.settings };
}

async function sqliteDatabase(): Promise<EmptyDatabase> {
  const dataDir = mkdtempSync(join(tmpdir(), 'soniquebay-store-'));
  return { settings: { databaseUrl: null, dataDir }, drop: async () => rmSync(dataDir, { recursive: true }) };
}

/** @param serverUrl of a server where this user may make databases */
export async function postgresDatabase(serverUrl: string): Promise<EmptyDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await onServer(serverUrl, `create database ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return { settings: { databaseUrl: url.href, dataDir: '' }, drop: () => onServer(serverUrl, `drop database ${name} with (force)`) };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
