import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { inList } from './in-list';
import { openStore } from './open-store';
import { eachStore } from './testing/each-store';
import { inTransaction } from './transaction';

const library = (id: string) => ({ library_id: id, name: 'Music', is_admin: 1, epoch: 'e', seq: 0, created_at_ms: 1_790_000_000_000 });

eachStore('the store', ({ store, settings }, dialect) => {
  it('gives back 64-bit times as numbers', async () => {
    await store().db.insertInto('libraries').values(library('times')).execute();
    const row = await store().db.selectFrom('libraries').select(['created_at_ms']).where('library_id', '=', 'times').executeTakeFirstOrThrow();
    expect(row.created_at_ms).toBe(1_790_000_000_000);
  });

  it.skipIf(dialect === 'postgres')('is a file that nobody else may read', () => {
    for (const file of readdirSync(settings().dataDir)) expect([file, (statSync(join(settings().dataDir, file)).mode & 0o777).toString(8)]).toEqual([file, '600']);
  });

  it('counts in numbers', async () => {
    const { n } = await store().db.selectFrom('devices').select((e) => e.fn.countAll<number>().as('n')).executeTakeFirstOrThrow();
    expect(n).toBe(0);
  });

  it('gives back bytes as they were', async () => {
    await store().db.insertInto('libraries').values(library('bytes')).execute();
    const small = Uint8Array.from({ length: 256 }, (_, i) => i);
    await store().db.insertInto('covers').values({ library_id: 'bytes', hash: 'h', small, medium: null, large: new Uint8Array(), accent: null, palette: '[]' }).execute();
    const row = await store().db.selectFrom('covers').selectAll().where('library_id', '=', 'bytes').executeTakeFirstOrThrow();
    expect([[...row.small], row.large?.length]).toEqual([[...small], 0]);
  });

  it('sorts text byte by byte', async () => {
    const names = ['b', 'B', 'a-1', 'a', 'a_1', 'é'];
    await store().db.insertInto('secrets').values(names.map((name) => ({ name, value: '' }))).execute();
    const rows = await store().db.selectFrom('secrets').select('name').orderBy('name').execute();
    expect(rows.map((row) => row.name)).toEqual(['B', 'a', 'a-1', 'a_1', 'b', 'é']);
  });

  it('finds any of many values with one parameter', async () => {
    await store().db.insertInto('secrets').values([{ name: "o'x", value: '' }, { name: 'p"y', value: '' }]).execute();
    const rows = await store().db.selectFrom('secrets').select('name').where(inList(store().db, 'secrets.name', ["o'x", 'p"y', 'gone'])).execute();
    expect(rows.map((row) => row.name).sort()).toEqual(["o'x", 'p"y']);
  });

  it('undoes a transaction that fails', async () => {
    const failing = inTransaction(store(), async (trx) => {
      await trx.insertInto('libraries').values(library('undone')).execute();
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await store().db.selectFrom('libraries').select('name').where('library_id', '=', 'undone').execute()).toEqual([]);
  });

  it('keeps its rows when it is opened once more', async () => {
    await store().db.insertInto('libraries').values(library('kept')).execute();
    const again = await openStore(settings());
    const row = await again.db.selectFrom('libraries').select('library_id').where('library_id', '=', 'kept').executeTakeFirst();
    await again.close();
    expect(row).toEqual({ library_id: 'kept' });
  });

  it('refuses a device of no library', async () => {
    const device = { device_id: 'd', library_id: 'none', name: '', role: 'owner', token_hash: 't', created_at_ms: 0, shares: 0 } as const;
    await expect(store().db.insertInto('devices').values(device).execute()).rejects.toThrow(/foreign key/i);
  });

  it('leaves nothing of a schema change that fails half way', async () => {
    const failing = inTransaction(store(), async (trx) => {
      await sql`create table half (x integer)`.execute(trx);
      await sql`create table half (x integer)`.execute(trx);
    });
    await expect(failing).rejects.toThrow();
    expect((await store().db.introspection.getTables()).map((table) => table.name)).not.toContain('half');
  });

  it(`is ${dialect}`, () => {
    expect(store().dialect).toBe(dialect);
  });
});
