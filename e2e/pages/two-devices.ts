// A person with two devices and a server: the desktop holds the files, the laptop has joined by a code typed from it.
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import { LIBRARY_DIR } from '../fixtures/generated';
import { startAppServer, type AppServer } from '../setup/app-server';
import { Device } from './device';

/** An album of the test music, dropped on the desktop. */
export const FIRST_ALBUM = { folder: join(LIBRARY_DIR, 'Night Ferry'), titles: ['Deck Lights', 'Engine Room', 'Undertow'] };
/** Another one, for what happens later. */
export const SECOND_ALBUM = { folder: join(LIBRARY_DIR, 'Soft Harbour'), titles: ['Fog Bells', 'Letters to the Lighthouse', 'Low Water Waltz'] };

export interface TwoDevices {
  readonly server: AppServer;
  readonly desktop: Device;
  readonly laptop: Device;
}

/** `devices` are made once for all journeys of a file: each goes on where the last one left off. */
export const test = base.extend<object, { readonly devices: TwoDevices }>({
  devices: [async ({ browser }, use) => {
    const server = await startAppServer();
    const desktop = await Device.fresh(browser);
    const laptop = await Device.fresh(browser);
    try {
      await desktop.open('', server.url);
      await desktop.dropFolder(FIRST_ALBUM.folder);
      await desktop.expectAllDone(FIRST_ALBUM.titles.length);
      await desktop.connectByLink(await server.setupLink(), { name: 'Desktop', shares: true });
      await desktop.expectSynced();
      await laptop.connectByCode(server.url, await desktop.newCode(), { name: 'Laptop' });
      await laptop.expectSynced();
      await use({ server, desktop, laptop });
    } finally {
      await desktop.context.close();
      await laptop.context.close();
      await server.stop();
    }
  }, { scope: 'worker', timeout: 120_000 }],
});

export { expect } from '@playwright/test';
