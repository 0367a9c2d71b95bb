// A person's choices: ratings, loves and playlists, kept across a reload and taken back with Undo.
import { expect, test } from '../pages/demo-library';
import { exportedTracks } from '../pages/export';

test('a rating in half stars and a love survive a reload', async ({ demo }) => {
  await demo.openTrack('Slow Tide');
  const main = demo.page.getByRole('main');
  const rating = main.getByRole('slider', { name: 'Rating' });
  await rating.focus();
  for (let i = 0; i < 7; i++) await rating.press('ArrowRight');
  await expect(rating).toHaveAttribute('aria-valuenow', '7');
  await main.getByRole('button', { name: 'Love' }).click();
  await expect(main.getByRole('button', { name: 'No longer love' })).toBeVisible();

  await demo.reload();
  await expect(rating).toHaveAttribute('aria-valuenow', '7');
  await expect(main.getByRole('button', { name: 'No longer love' })).toBeVisible();
  const exported = (await exportedTracks(demo)).find((track) => track.tags?.title === 'Slow Tide');
  expect(exported).toMatchObject({ ratingHalfStars: 7, loved: true });
});

test('a playlist is made, filled, put in order, kept, and deleted with Undo', async ({ demo }) => {
  const { page } = demo;
  const main = page.getByRole('main');
  await demo.go('playlists');
  await main.getByRole('button', { name: 'New playlist' }).first().click();
  await page.getByRole('textbox', { name: 'Name of the playlist' }).fill('Sunday morning');
  await page.getByRole('button', { name: 'Create' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Sunday morning' })).toBeVisible();
  for (const title of ['Rua do Sal', 'Low Water Waltz']) {
    await demo.openTrack(title);
    await main.getByRole('button', { name: 'Add to a playlist' }).click();
    await page.getByRole('menuitem', { name: 'Sunday morning' }).click();
  }
  await page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Sunday morning' }).click();
  const entries = main.getByRole('listitem');
  await expect(entries).toHaveCount(2);
  await expect(entries.first()).toContainText('Rua do Sal');
  await entries.first().getByRole('button', { name: /^Play/ }).press('Alt+ArrowDown');
  await expect(entries.first()).toContainText('Low Water Waltz');

  await page.reload();
  await expect(entries.first()).toContainText('Low Water Waltz');
  await main.getByRole('button', { name: /More actions for/ }).first().click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(page.getByTestId('toast').getByText('“Sunday morning” was deleted')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Sunday morning' })).toBeVisible();
});
