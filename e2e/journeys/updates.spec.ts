// A new version announces itself and waits until the person says so; from a plain static host at a sub-path.
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
