// Finding music: search as one types, sort by columns, walk through albums, artists, genres and folders.
import { expect, test } from '../pages/demo-library';

test('search finds without accents, by prefix, and with a typo', async ({ demo }) => {
  for (const [typed, title] of [['maree', 'Fog Bells'], ['ligh', 'Deck Lights'], ['lanturn', 'Lantern Street']] as const) {
    await demo.search.fill(typed);
    await expect(demo.row(title)).toBeVisible();
    await expect.poll(() => demo.rows.count()).toBeLessThan(12);
  }
});

test('a search that finds nothing says so and can be cleared', async ({ demo }) => {
  await demo.search.fill('xylophonists anonymous');
  await expect(demo.page.getByText('Nothing found for “xylophonists anonymous”')).toBeVisible();
  await demo.page.getByRole('main').getByRole('button', { name: 'Clear the search' }).click();
  await expect(demo.rows).toHaveCount(12);
});

test('a click on a column head sorts, a second one turns the order', async ({ demo }) => {
  const head = demo.page.getByRole('columnheader', { name: /^Title/ });
  await expect.poll(async () => (await demo.titles())[0]).toBe('Deck Lights');
  await head.getByRole('button').click();
  await expect(head).toHaveAttribute('aria-sort', 'descending');
  await expect.poll(async () => (await demo.titles())[0]).toBe('Undertow');
});

test('sorting by tempo puts slow before fast', async ({ demo }) => {
  await demo.page.getByRole('columnheader').getByRole('button', { name: 'Tempo', exact: true }).click();
  await expect(demo.page).toHaveURL(/tempoBpm/);
  await expect.poll(async () => {
    const titles = (await demo.titles()).filter((title) => title !== 'Fog Bells');
    return titles.indexOf('Letters to the Lighthouse') < titles.indexOf('Deck Lights') && titles.indexOf('Slow Tide') < titles.indexOf('Red Buoy');
  }).toBe(true);
});

test('an album shows its tracks in order', async ({ demo }) => {
  await demo.go('albums');
  await demo.page.getByRole('link', { name: /Night Ferry/ }).first().click();
  await expect(demo.page.getByRole('heading', { level: 1, name: 'Night Ferry' })).toBeVisible();
  await expect.poll(() => demo.titles()).toEqual(['Deck Lights', 'Undertow', 'Engine Room']);
});

test('an artist has its albums and tracks', async ({ demo }) => {
  await demo.go('artists');
  await demo.page.getByRole('link', { name: /Marée Lente/ }).first().click();
  await expect(demo.page.getByRole('link', { name: /Soft Harbour/ }).first()).toBeVisible();
  await expect(demo.rows).toHaveCount(3);
});

test('a genre has its tracks', async ({ demo }) => {
  await demo.go('genres');
  await demo.page.getByRole('link', { name: /^Folk/ }).first().click();
  await expect.poll(async () => (await demo.titles()).sort()).toEqual(['Lantern Street', 'Low Water Waltz']);
});

test('folders lead down to the files', async ({ demo }) => {
  await demo.go('folders');
  for (const name of ['Demo music', 'Paper Heron', 'Small Machines']) await demo.page.getByRole('main').getByRole('link', { name: new RegExp(name) }).first().click();
  await expect(demo.rows).toHaveCount(3);
});

test('the address keeps view, search and sort across a reload', async ({ demo }) => {
  await demo.search.fill('folk');
  await expect(demo.rows).toHaveCount(2);
  await demo.reload();
  await expect(demo.search).toHaveValue('folk');
  await expect(demo.rows).toHaveCount(2);
});
