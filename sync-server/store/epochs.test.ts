import { randomUUID } from 'node:crypto';
import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { backUp } from '../admin/backup';
import { renewEpochs } from './epochs';
import { openStore } from './open-store';
import type { Store } from './schema';
import { eachStore } from './testing/each-store';

const library = (id: string) => ({ library_id: id, name: 'Music', is_admin: 0, epoch: 'first', seq: 7, created_at_ms: 0 });
const epochsOf = async (store: Store): Promise<readonly string[]> => (await store.db.selectFrom('libraries').select('epoch').orderBy('library_id').execute()).map((row) => row.epoch);

eachStore('the history of a database that was put back', ({ store, settings }, dialect) => {
  it('counts for nothing in any library, once the server is told', async () => {
    await store().db.insertInto('libraries').values([library('a'), library('b')]).execute();
    await renewEpochs(store(), randomUUID);
    const [a, b] = await epochsOf(store());
    expect(new Set(['first', a, b]).size).toBe(3);
  });

  it.runIf(dialect === 'sqlite')('counts for nothing where the server itself made the copy', async () => {
    const before = await epochsOf(store());
    const { file } = await backUp(store(), settings().dataDir, 0);
    const restoredDir = mkdtempSync(join(tmpdir(), 'soniquebay-restored-'));
    copyFileSync(join(settings().dataDir, 'backups', file ?? ''), join(restoredDir, 'soniquebay.sqlite'));
    const restored = await openStore({ databaseUrl: null, dataDir: restoredDir });
    const after = await epochsOf(restored);
    await restored.close();
    rmSync(restoredDir, { recursive: true });
    expect([after.length, after.filter((epoch) => before.includes(epoch)), await epochsOf(store())]).toEqual([2, [], before]);
    expect(readdirSync(join(settings().dataDir, 'backups'))).toEqual([file]);
  });
});
