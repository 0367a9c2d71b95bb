// Two instances of the server on one PostgreSQL, a device on each: what one is told reaches the other's devices at once.
import { test } from '@playwright/test';
import { postgresBinDir, startPostgres } from '../../sync-server/store/testing/postgres';
import { Device } from '../pages/device';
import { expect, FIRST_ALBUM } from '../pages/two-devices';
import { startAppServer } from '../setup/app-server';

/** A round begins a second after a change on either side; without the other instance's call the next comes after five minutes. */
const AT_ONCE_MS = 10_000;

test('a rating made at one instance arrives within seconds on a device of the other', async ({ browser }) => {
  test.skip(postgresBinDir() === null && !process.env['CI'], 'PostgreSQL is not installed');
  const ends: (() => unknown)[] = [];
  try {
    const postgres = await startPostgres();
    ends.unshift(() => postgres.stop());
    const first = await startAppServer({ databaseUrl: postgres.url });
    ends.unshift(first.stop);
    const desktop = await Device.fresh(browser);
    ends.unshift(() => desktop.context.close());
    await desktop.connectByLink(await first.setupLink(), { name: 'Desktop' });
    const second = await startAppServer({ databaseUrl: postgres.url });
    ends.unshift(second.stop);
    const laptop = await Device.fresh(browser);
    ends.unshift(() => laptop.context.close());

    await desktop.dropFolder(FIRST_ALBUM.folder);
    await desktop.expectAllDone(FIRST_ALBUM.titles.length);
    await laptop.connectByCode(second.url, await desktop.newCode(), { name: 'Laptop' });
    await desktop.expectSynced();
    await laptop.expectSynced();
    await laptop.openTrack('Undertow');
    await desktop.rate('Undertow', 8);
    await expectRating(laptop, '8');
    await desktop.openTrack('Deck Lights');
    await laptop.rate('Deck Lights', 3);
    await expectRating(desktop, '3');
  } finally {
    for (const end of ends) await end();
  }
});

async function expectRating(device: Device, halfStars: string): Promise<void> {
  await expect(device.page.getByRole('main').getByRole('slider', { name: 'Rating' })).toHaveAttribute('aria-valuenow', halfStars, { timeout: AT_ONCE_MS });
}
