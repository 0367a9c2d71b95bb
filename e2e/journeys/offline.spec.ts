// Without a network and without a server: the app, the library, playback and even the analysis go on.
import { expect, test } from '@playwright/test';
import { App } from '../pages/app';
import { fillOwnFolder, pickOwnFolder } from '../pages/own-folder';
import { startAppServer } from '../setup/app-server';
import { OWN_SERVER_PORT } from '../setup/addresses';

test('with the server stopped, a reload brings back the app; music plays and new music is analysed', async ({ context }) => {
  const server = await startAppServer({ port: OWN_SERVER_PORT });
  try {
    await pickOwnFolder(context);
    const app = new App(await context.newPage());
    await app.open('', server.url);
    await app.page.evaluate(() => navigator.serviceWorker.ready);
    const count = await fillOwnFolder(app.page, 4);
    await server.stop();
    await context.setOffline(true);

    await app.reload();
    await app.page.getByRole('main').getByRole('button', { name: 'Choose your music folder' }).click();
    await app.expectAllDone(count);
    await app.reload();
    await app.go('tracks');
    await expect(app.rows).toHaveCount(count);
    await app.row('Low Water Waltz').dblclick();
    await app.expectPlaying('Low Water Waltz');
    await app.search.fill('fog');
    await expect(app.row('Fog Bells')).toBeVisible();
  } finally {
    await server.stop();
  }
});
