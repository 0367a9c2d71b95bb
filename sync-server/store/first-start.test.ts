import { describe, expect, inject, it } from 'vitest';
import { openStore } from './open-store';
import { postgresDatabase } from './testing/each-store';

const postgresUrl = inject('postgresUrl');

describe.skipIf(postgresUrl === null)('instances that start at once on an empty PostgreSQL', () => {
  it.each([1, 2, 3])('make its tables once and all go on (try %i)', async () => {
    const { settings, drop } = await postgresDatabase(postgresUrl ?? '');
    const stores = await Promise.all(Array.from({ length: 4 }, () => openStore(settings)));
    const counts = await Promise.all(stores.map((store) => store.db.selectFrom('libraries').selectAll().execute()));
    await Promise.all(stores.map((store) => store.close()));
    await drop();
    expect(counts).toEqual([[], [], [], []]);
  });
});
