// Music folders as they live: what changes on disk shows by itself, and what is gone can be forgotten and brought back.
import { cpSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { browserLaunch } from '../browser';
import { App } from '../pages/app';

const DEMO = join(import.meta.dirname, '../../public/demo');
const FERRY = 'Kelp Circuit/Night Ferry';

// A browser of its own, as it is the one that watches.
test.use({ launchOptions: browserLaunch({ watchesFolders: true }) });

test('a folder is followed while it changes, and a file that is gone can be forgotten and brought back', async ({ page }) => {
  const home = mkdtempSync(join(tmpdir(), 'soniquebay-live-'));
  const folder = join(home, 'live');
  cpSync(join(DEMO, FERRY), join(folder, 'Ferry'), { recursive: true });
  const app = new App(page);
  await app.open();
  await app.dropFolder(folder);
  await app.expectFacts({ found: 3, parsed: 3 });
  cpSync(join(DEMO, 'Ilha Nova/Salt on the Strings/02 Lantern Street.mp3'), join(folder, 'New/02 Lantern Street.mp3'));
  await app.expectFacts({ found: 4, parsed: 4 });
  renameSync(join(folder, 'New'), join(folder, 'Renamed'));
  await app.go('folders/1/Renamed');
  await expect(app.row('Lantern Street')).toBeVisible();
  rmSync(join(folder, 'Renamed'), { recursive: true });
  await app.expectFacts({ found: 3 });
  await app.go('missing');
  await page.getByRole('button', { name: 'Forget “02 Lantern Street.mp3”' }).click();
  await expect(page.getByText('No file is missing')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('link', { name: '02 Lantern Street.mp3' })).toBeVisible();
  rmSync(home, { recursive: true });
});
