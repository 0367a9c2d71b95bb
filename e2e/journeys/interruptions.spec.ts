// What a person or a machine interrupts: closing the tab in the middle, pausing, a second tab.
import { expect, test } from '@playwright/test';
import { App } from '../pages/app';
import { fillOwnFolder, pickOwnFolder } from '../pages/own-folder';

test('closing the tab in the middle loses nothing: the next start goes on by itself', async ({ context }) => {
  await pickOwnFolder(context);
  const first = new App(await context.newPage());
  await first.open();
  const count = await fillOwnFolder(first.page, 7);
  await first.page.getByRole('main').getByRole('button', { name: 'Choose your music folder' }).click();
  await expect.poll(async () => (await first.facts()).embedded, { timeout: 60_000 }).toBeGreaterThanOrEqual(2);
  const before = await first.facts();
  expect(before.embedded).toBeLessThan(count);
  await first.page.close();

  const second = new App(await context.newPage());
  await second.open();
  await expect.poll(async () => (await second.facts()).found).toBe(count);
  expect((await second.facts()).embedded).toBeGreaterThanOrEqual(before.embedded);
  await second.expectAllDone(count);
});

test('a pause holds the work until the person resumes it', async ({ context }) => {
  await pickOwnFolder(context);
  const app = new App(await context.newPage());
  await app.open();
  const count = await fillOwnFolder(app.page, 4);
  await app.page.getByRole('main').getByRole('button', { name: 'Choose your music folder' }).click();
  await expect.poll(async () => (await app.facts()).parsed).toBe(count);
  await app.go('activity');
  const main = app.page.getByRole('main');
  await main.getByRole('button', { name: 'Pause' }).click();
  await app.expectFacts({ state: 'paused' });
  await app.reload();
  await app.expectFacts({ state: 'paused', found: count });
  await main.getByRole('button', { name: 'Resume' }).click();
  await app.expectAllDone(count);
});

test('of two tabs one does the work, and the other takes over when it closes', async ({ context }) => {
  await pickOwnFolder(context);
  const first = new App(await context.newPage());
  await first.open();
  const count = await fillOwnFolder(first.page, 4);
  await first.page.getByRole('main').getByRole('button', { name: 'Choose your music folder' }).click();
  await expect.poll(async () => (await first.facts()).parsed).toBe(count);

  const second = new App(await context.newPage());
  await second.open('activity');
  await expect(second.page.getByText('Another tab of SoniqueBay does the work.')).toBeVisible();
  const holders = await second.page.evaluate(async () => (await navigator.locks.query()).held?.filter((lock) => lock.name === 'soniquebay-pipeline').length);
  expect(holders).toBe(1);
  await first.page.close();
  await expect(second.page.getByText('Another tab of SoniqueBay does the work.')).toBeHidden();
  await second.expectAllDone(count);
});
