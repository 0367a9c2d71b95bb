// Albums as people keep them: discs in folders, many artists, two formats of which the better one stands, copies that can be hidden and shown again.
import { test, expect, type Page } from '@playwright/test';
import { ALBUMS_DIR } from '../fixtures/generated';
import { ALBUM_FILES } from '../fixtures/make-albums';
import { App } from '../pages/app';

const ALBUM_COUNT = 4;

const tile = (page: Page, name: string) => page.getByRole('list', { name: 'Albums', exact: true }).getByRole('link', { name });
const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true });

test('albums are put together from folders, the better of two formats stands, and a copy can be hidden and shown again', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.dropFolder(ALBUMS_DIR);
  await app.expectFacts({ parsed: ALBUM_FILES, found: ALBUM_FILES });
  await app.go('albums');
  // Tracks stand on the albums of their own tags until the folders have been looked at as a whole.
  await expect(page.getByRole('list', { name: 'Albums', exact: true }).getByRole('listitem')).toHaveCount(ALBUM_COUNT);

  await tile(page, 'The Long Road (Original Soundtrack)').click();
  await expect(page.getByRole('main')).toContainText('Various Artists · 2019 · 5 tracks');
  await app.go('albums');
  await tile(page, 'Both Sides').click();
  await expect(heading(page, 'Disc 1: Studio')).toBeVisible();
  await expect(heading(page, 'Disc 2: Live in Lyon')).toBeVisible();
  await app.go('albums');
  await tile(page, 'Two Ways (Deluxe Edition)').click();
  await expect(page.getByTestId('absent')).toHaveText('Track 3 is missing.');
  await page.getByRole('list', { name: 'Other versions' }).getByRole('link', { name: 'Two Ways' }).click();

  await expect(page.getByTestId('album-badges')).toContainText('FLAC 16-bit 44.1 kHz');
  await expect(app.rows).toHaveCount(3);
  await page.getByTestId('versions').first().click();
  await page.getByRole('menuitem', { name: 'MP3 192 kbit/s' }).hover();
  await page.getByRole('menuitem', { name: 'Prefer this one' }).click();
  await expect(page.getByTestId('album-badges')).toContainText('MP3 192 kbit/s');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByTestId('album-badges')).not.toContainText('MP3');

  await app.go('duplicates');
  await expect(heading(page, 'Exact copies')).toBeVisible();
  await page.getByRole('listitem').filter({ hasText: 'Old backup' }).getByRole('button', { name: 'Hide 01.flac' }).click();
  await expect(heading(page, 'Exact copies')).toBeHidden();
  await expect(heading(page, 'Hidden')).toBeVisible();
  await app.go('tracks');
  await expect(app.rows.filter({ hasText: 'Room 1' })).toHaveCount(1);
  await app.go('duplicates');
  await page.getByRole('button', { name: 'Show again: 01.flac' }).click();
  await expect(heading(page, 'Hidden')).toBeHidden();
  await app.go('tracks');
  await expect(app.rows.filter({ hasText: 'Room 1' })).toHaveCount(2);
});
