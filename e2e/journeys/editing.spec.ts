// A person edits the tags of an album: every place shows it, the files' own values stand beside it, and they come back.
import { expect, test } from '@playwright/test';
import { CREDITS_DIR } from '../fixtures/generated';
import { CREDITS_COUNT } from '../fixtures/make-credits';
import { App } from '../pages/app';

test('an album gets another artist everywhere, over a reload, and back', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.dropFolder(CREDITS_DIR);
  await app.go('tracks');
  await app.expectFacts({ parsed: CREDITS_COUNT, found: CREDITS_COUNT });
  await app.go('albums');
  await page.getByRole('link', { name: /^Solo/ }).first().click();
  await page.getByRole('button', { name: 'More actions for this album' }).click();
  await page.getByRole('menuitem', { name: 'Edit tags…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Edit tags' });
  await dialog.getByLabel('Album artist', { exact: true }).fill('Vale & Friends');
  await dialog.getByLabel('Date', { exact: true }).fill('2001-05');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  // The album has another key by now: its page goes along.
  await expect(page.getByRole('main').getByRole('link', { name: 'Vale & Friends' })).toBeVisible();
  await expect(app.rows).toHaveCount(3);
  await app.go('albums');
  await app.reload();
  await page.getByRole('link', { name: /^Solo/ }).first().click();
  await expect(page.getByRole('main').getByText('2001').first()).toBeVisible();
  await app.go('artists');
  await expect(page.getByRole('link', { name: 'Vale & Friends' })).toHaveCount(1);
  await app.openTrack('Alone');
  await expect(page.getByText('In the file: Nina Vale')).toBeVisible();
  await page.getByRole('button', { name: 'Revert all' }).click();
  await expect(page.getByText('In the file: Nina Vale')).toBeHidden();
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect(page.getByText('In the file: Nina Vale')).toBeVisible();
});
