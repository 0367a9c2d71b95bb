// Start and updates: a new version announces itself and waits until the person says so; from a plain static host at a sub-path; parts that get lost.
import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { App } from '../pages/app';
import { startStaticHost } from '../setup/static-host';
import { STATIC_HOST_PORT } from '../setup/addresses';

const distDir = join(import.meta.dirname, '../../dist');

test('a static host at a sub-path serves the app, and a new version is applied when the person says so', async ({ page }) => {
  const dir = mkdtempSync(join(tmpdir(), 'soniquebay-static-'));
  cpSync(distDir, dir, { recursive: true });
  const host = await startStaticHost(dir, STATIC_HOST_PORT, '/music/');
  try {
    const app = new App(page);
    await app.open('', host.url);
    await page.evaluate(() => navigator.serviceWorker.ready);
    const banner = page.getByTestId('update-banner');
    await expect(banner).toBeHidden();

    appendFileSync(join(dir, 'sw.js'), '\n// A later version.\n');
    await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
    await expect(banner).toContainText('A new version is ready.');
    const reloaded = page.waitForEvent('load');
    await banner.getByRole('button', { name: 'Update now' }).click();
    await reloaded;
    await expect(page.getByRole('button', { name: 'Choose your music folder' })).toBeVisible();
    await expect(banner).toBeHidden();
    expect(await page.evaluate(async () => (await navigator.serviceWorker.ready).waiting)).toBeNull();
  } finally {
    await host.stop();
    rmSync(dir, { recursive: true });
  }
});

test('from a static host, the analysis runs under the page’s own policy', async ({ page }) => {
  const host = await startStaticHost(distDir, STATIC_HOST_PORT, '/music/');
  try {
    const app = new App(page);
    await app.open('', host.url);
    await page.getByRole('button', { name: 'Try it with demo music' }).click();
    await expect.poll(async () => (await app.facts()).embedded, { timeout: 60_000 }).toBeGreaterThanOrEqual(1);
  } finally {
    await host.stop();
  }
});

test('a module that does not arrive is asked for once more, and then its lack is told', async ({ page }) => {
  let lost = 1;
  await page.route('**/assets/mirrors-*.js', (route) => (lost-- > 0 ? route.abort('aborted') : route.continue()));
  const app = new App(page);
  await app.open();
  await expect(page.getByRole('button', { name: 'Choose your music folder' })).toBeVisible();
  await page.evaluate(() => navigator.serviceWorker.ready);
  // The service worker has the module by now: past it, to the network, as where a cache was emptied.
  await page.evaluate(async () => {
    for (const worker of await navigator.serviceWorker.getRegistrations()) await worker.unregister();
  });
  lost = Infinity;
  await page.reload();
  await expect(page.getByText('a part of it did not arrive')).toBeVisible();
});
