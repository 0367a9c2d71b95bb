// Who is credited: each artist of a track has a page, two spellings become one artist, and a name stays whole where a person says so.
import { test as base, expect } from '@playwright/test';
import { CREDITS_DIR } from '../fixtures/generated';
import { CREDITS_COUNT } from '../fixtures/make-credits';
import { App } from '../pages/app';

const test = base.extend<{ readonly app: App }>({
  app: async ({ page }, use) => {
    const app = new App(page);
    await app.open();
    await app.dropFolder(CREDITS_DIR);
    await app.go('tracks');
    await expect(app.rows).toHaveCount(CREDITS_COUNT);
    // The scan is over: credits are settled.
    await app.expectFacts({ parsed: CREDITS_COUNT, found: CREDITS_COUNT });
    await use(app);
  },
});

const links = (app: App, title: string) => app.row(title).getByRole('link').filter({ hasNotText: /^(Solo|Grey Days|Together at Last|Bookends|The Best|Slow|Weather|Ruination)$/ });
const artist = (app: App, name: string) => app.page.getByRole('heading', { level: 1, name, exact: true });
const shelf = (app: App, title: string) => app.page.getByRole('list', { name: title, exact: true }).getByRole('link');

test('each artist of a credit is a link, and a name that is one artist stays one', async ({ app }) => {
  await expect(links(app, 'Duet').first()).toHaveText('Nina Vale');
  const names = async (title: string) => [...new Set(await links(app, title).allTextContents())];
  await expect.poll(() => names('Duet')).toEqual(['Nina Vale', 'Otis Grey']);
  expect(await names('Guest')).toEqual(['Nina Vale', 'Mara Lind']);
  expect(await names('Trio')).toEqual(['Lume', 'Nina Vale', 'Otis Grey']);
  expect(await names('Blow')).toEqual(['Wind', 'Fire']);
  for (const [title, whole] of [['America', 'Simon & Garfunkel'], ['September', 'Earth, Wind & Fire'], ['Strange', 'Kairon; IRSE!']] as const) expect(await names(title)).toEqual([whole]);
  await expect(app.row('Duet')).toContainText('Nina Vale & Otis Grey');
});

test('an artist’s page has albums, what it appears on, compilations and compositions', async ({ app }) => {
  await links(app, 'Duet').filter({ hasText: 'Otis Grey' }).first().click();
  await expect(artist(app, 'Otis Grey')).toBeVisible();
  await expect(shelf(app, 'Albums')).toHaveText(['Grey Days']);
  await expect(shelf(app, 'Appears on')).toHaveText(['Solo']);
  await expect(shelf(app, 'Compilations')).toHaveText(['Together at Last']);
  await app.go('tracks');
  await app.openTrack('Alone');
  await app.page.getByRole('link', { name: 'Mara Lind' }).click();
  await expect(artist(app, 'Mara Lind')).toBeVisible();
  await expect(app.page.getByRole('grid', { name: 'Composed by' }).getByTestId('track-row')).toHaveCount(2);
});

test('two spellings become one artist, and two again', async ({ app }) => {
  await app.go('artists');
  await app.page.getByRole('link', { name: 'Bjork', exact: true }).click();
  await expect(artist(app, 'Bjork')).toBeVisible();
  await app.page.getByRole('button', { name: 'More actions for this artist' }).click();
  await app.page.getByRole('menuitem', { name: 'Show as the same artist as…' }).click();
  const dialog = app.page.getByRole('dialog');
  await dialog.getByRole('searchbox').or(dialog.getByRole('textbox')).or(dialog.getByRole('combobox')).first().fill('björk');
  await dialog.getByRole('option', { name: /^Björk/ }).click();
  await expect(artist(app, 'Björk')).toBeVisible();
  await expect(app.page.getByText('Also credited as Bjork')).toBeVisible();
  await expect(app.rows).toHaveCount(2);
  // The old address leads to where it is shown now, also after a reload.
  await app.reload();
  await expect(app.page.getByText('Also credited as Bjork')).toBeVisible();
  await app.page.getByRole('button', { name: 'More actions for this artist' }).click();
  await app.page.getByRole('menuitem', { name: 'Show “Bjork” by itself again' }).click();
  await expect(app.rows).toHaveCount(1);
  await app.page.getByRole('button', { name: 'Undo' }).click();
  await expect(app.rows).toHaveCount(2);
});

test('a name is kept whole, and may be cut again', async ({ app }) => {
  await app.go('settings');
  await app.page.getByLabel('Keep a name whole').fill('lume;nina vale; otis grey');
  await app.page.getByRole('button', { name: 'Add', exact: true }).click();
  await app.page.getByRole('button', { name: 'No longer keep “Kairon; IRSE!” whole' }).click();
  await app.go('tracks');
  await expect.poll(() => links(app, 'Trio').allTextContents()).toContain('Lume; Nina Vale; Otis Grey');
  await expect.poll(() => links(app, 'Strange').allTextContents()).toContain('IRSE!');
});
