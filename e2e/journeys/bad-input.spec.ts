// What people's disks hold: each trouble gives a plain word, the rest goes on, nothing is lost.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { NESTED_FOLDERS, ODD_NAMES } from '../fixtures/make-trouble';
import { TINY_COUNT, TINY_DIR, TROUBLE_DIR } from '../fixtures/generated';
import { App } from '../pages/app';

/** As after a look at the file manager: the app looks at its folders again. */
async function comeBackToTab(page: Page): Promise<void> {
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
}

test('broken files are listed with a reason, and the good one goes through', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.dropFolder(join(TROUBLE_DIR, 'broken'));
  await app.expectFacts({ state: 'idle', found: 4 });
  await app.go('activity');
  const failures = page.getByRole('main');
  await expect(failures.getByText('zero.mp3').first()).toBeVisible();
  await expect(failures.getByText('The file is empty.').first()).toBeVisible();
  await expect(failures.getByText('shopping list.mp3').first()).toBeVisible();
  await expect(failures.getByText('The file holds no music.').first()).toBeVisible();
  // A FLAC that was cut short may be analysed as far as it goes; it must not be silently dropped. Counts come a moment after the last file.
  await expect.poll(async () => {
    const { embedded, failed } = await app.facts();
    return embedded + failed;
  }).toBe(4);
  const { embedded, failed } = await app.facts();
  expect(embedded).toBeGreaterThanOrEqual(1);
  await failures.getByRole('button', { name: 'Retry: zero.mp3' }).click();
  await app.expectFacts({ state: 'idle', found: 4, failed });
  await failures.getByRole('button', { name: 'Ignore: zero.mp3' }).click();
  await app.expectFacts({ failed: failed - 1 });
  await failures.getByRole('button', { name: 'List all again' }).click();
  await app.expectFacts({ failed });
  await expect(failures.getByRole('link', { name: 'zero.mp3' })).toBeVisible();
});

test('names with emoji, combining accents and right-to-left text are kept as they are', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.dropFolder(join(TROUBLE_DIR, 'names'));
  await app.expectAllDone(ODD_NAMES.length);
  const paths = await page.evaluate(() => new Promise<string[]>((resolve, reject) => {
    const opening = indexedDB.open('soniquebay');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const reading = opening.result.transaction('tracks').objectStore('tracks').getAll();
      reading.onsuccess = () => {
        opening.result.close();
        resolve((reading.result as { path: string }[]).map(({ path }) => path));
      };
    };
  }));
  expect([...paths].sort()).toEqual([...ODD_NAMES].sort());
});

test(`a file ${NESTED_FOLDERS} folders deep is found, and Folders leads to it`, async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.dropFolder(join(TROUBLE_DIR, 'deep'));
  await app.expectAllDone(1);
  await app.go('folders');
  const main = page.getByRole('main');
  await main.getByRole('link', { name: /^deep/ }).first().click();
  for (let level = 1; level <= NESTED_FOLDERS; level++) await main.getByRole('list', { name: 'Sub-folders' }).getByRole('link', { name: new RegExp(`level ${level}\\b`) }).click();
  await expect(app.rows).toHaveCount(1);
});

test('a link that leads in circles is not followed for ever', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.dropFolder(join(TROUBLE_DIR, 'circle'));
  await app.expectAllDone(1);
});

for (const name of ['empty', 'no music']) {
  test(`a folder that is ${name === 'empty' ? 'empty' : 'without music'} says so plainly`, async ({ page }) => {
    const app = new App(page);
    await app.open();
    await app.dropFolder(join(TROUBLE_DIR, name));
    await expect(page.getByText('No music in your folders')).toBeVisible();
    await app.expectFacts({ state: 'idle', found: 0, failed: 0 });
  });
}

test('5,000 files in one folder are all read, and the list stays quick', async ({ page }) => {
  test.setTimeout(240_000);
  const app = new App(page);
  await app.open('tracks');
  await app.dropFolder(TINY_DIR);
  await expect.poll(async () => (await app.facts()).parsed, { timeout: 200_000 }).toBe(TINY_COUNT);
  await app.search.fill('piece 4321');
  await expect(app.row('Piece 4321')).toBeVisible();
});

test('a folder that disappears keeps its tracks in the library, and its return brings nothing twice', async ({ page }) => {
  const home = mkdtempSync(join(tmpdir(), 'soniquebay-disk-'));
  const folder = join(home, 'stick');
  cpSync(join(TROUBLE_DIR, 'names'), folder, { recursive: true });
  const app = new App(page);
  await app.open();
  await app.dropFolder(folder);
  await app.expectAllDone(ODD_NAMES.length);
  rmSync(folder, { recursive: true });
  await app.go('activity');
  await comeBackToTab(page);
  await expect(page.getByRole('main').getByText('not found')).toBeVisible();
  await app.go('tracks');
  await expect(app.rows).toHaveCount(ODD_NAMES.length);
  cpSync(join(TROUBLE_DIR, 'names'), folder, { recursive: true });
  await app.go('activity');
  await comeBackToTab(page);
  await page.getByRole('button', { name: 'Rescan: stick' }).click();
  await app.expectAllDone(ODD_NAMES.length);
  await app.go('tracks');
  await expect(app.rows).toHaveCount(ODD_NAMES.length);
  rmSync(home, { recursive: true });
});

test('wiping asks once, then leaves nothing behind', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.dropFolder(join(TROUBLE_DIR, 'circle'));
  await app.expectAllDone(1);
  await app.go('settings');
  await page.getByRole('button', { name: 'Wipe the library…' }).click();
  await page.getByRole('button', { name: 'Keep it' }).click();
  await app.expectFacts({ found: 1 });
  await page.getByRole('button', { name: 'Wipe the library…' }).click();
  await page.getByRole('button', { name: 'Wipe it' }).click();
  await app.expectFacts({ found: 0, state: 'idle' });
  await app.go('');
  await expect(page.getByRole('button', { name: 'Choose your music folder' })).toBeVisible();
});
