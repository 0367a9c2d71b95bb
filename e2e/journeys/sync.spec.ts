// One person, two devices, one server: what is on one is on the other, whatever happens to the network between.
import { isDeepStrictEqual } from 'node:util';
import { Device } from '../pages/device';
import { expect, FIRST_ALBUM, SECOND_ALBUM, test, type TwoDevices } from '../pages/two-devices';
import { storedChoices, storedFacts } from '../pages/stored';

const PLAYLIST = 'Harbour nights';
const [DECK, ENGINE, UNDERTOW] = FIRST_ALBUM.titles as [string, string, string];

test.describe.configure({ mode: 'serial' });

test('a device that pairs by a typed code sees the whole library, with tempo, key and cover', async ({ devices: { desktop, laptop } }) => {
  await laptop.go('tracks');
  await expect(laptop.rows).toHaveCount(FIRST_ALBUM.titles.length);
  await expect(laptop.row(DECK).getByTestId('place')).toHaveText('On Desktop');
  await expect(laptop.row(DECK)).toContainText(await soundText(desktop));
  expect(await storedFacts(laptop.page)).toEqual(await storedFacts(desktop.page));

  await laptop.openTrack(DECK);
  const cover = laptop.page.getByRole('main').locator('header img');
  await expect.poll(() => cover.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(100);
});

test('what both do while they are offline is all there afterwards: ratings, loves, plays, and a playlist in one order', async ({ devices }) => {
  const { desktop, laptop } = devices;
  await desktop.makePlaylist(PLAYLIST, FIRST_ALBUM.titles);
  await desktop.expectSynced();
  await expect.poll(() => laptop.playlistTitles(PLAYLIST)).toEqual(FIRST_ALBUM.titles);
  await Promise.all([desktop.goOffline(), laptop.goOffline()]);

  await desktop.rate(DECK, 4);
  await desktop.love(UNDERTOW);
  await desktop.page.getByRole('button', { name: 'Play', exact: true }).first().click();
  await expect.poll(async () => (await storedChoices(desktop.page)).plays.length, { timeout: 30_000 }).toBe(1);
  await (await desktop.openPlaylist(PLAYLIST)).first().getByRole('button', { name: /^(Play|Pause)/ }).press('Alt+ArrowDown');
  await expect.poll(() => desktop.playlistTitles(PLAYLIST)).toEqual([ENGINE, DECK, UNDERTOW]);
  await desktop.addToPlaylist(PLAYLIST, UNDERTOW);

  await laptop.rate(DECK, 9);
  await laptop.rate(ENGINE, 6);
  await (await laptop.openPlaylist(PLAYLIST)).filter({ hasText: ENGINE }).getByRole('button', { name: /^Remove/ }).click();
  await laptop.addToPlaylist(PLAYLIST, DECK);
  await expect.poll(() => laptop.playlistTitles(PLAYLIST)).toEqual([DECK, UNDERTOW, DECK]);

  await Promise.all([desktop.goOnline(), laptop.goOnline()]);
  await expectSame(devices);
  const titles = await desktop.playlistTitles(PLAYLIST);
  expect(await laptop.playlistTitles(PLAYLIST)).toEqual(titles);
  expect(titles.slice(0, 2)).toEqual([DECK, UNDERTOW]);
  expect(titles.slice(2).sort()).toEqual([DECK, UNDERTOW]);
  expect(await storedFacts(desktop.page)).toMatchObject({ [DECK]: { ratingHalfStars: 9 }, [ENGINE]: { ratingHalfStars: 6 } });
  await laptop.openTrack(UNDERTOW);
  await expect(laptop.page.getByRole('main').getByRole('button', { name: 'No longer love' })).toBeVisible();
  expect((await storedChoices(laptop.page)).plays).toHaveLength(1);
});

test('the work of one shows in the other’s Activity, and so does its music', async ({ devices: { desktop, laptop } }) => {
  await laptop.go('activity');
  await desktop.dropFolder(SECOND_ALBUM.folder);
  const remote = laptop.page.getByTestId('remote-progress');
  await expect(remote).toContainText('Desktop');
  await expect.poll(async () => Number(await remote.getByRole('progressbar').first().getAttribute('aria-valuenow'))).toBeGreaterThan(0);
  await desktop.expectAllDone(FIRST_ALBUM.titles.length + SECOND_ALBUM.titles.length);
  await laptop.go('tracks');
  await expect(laptop.rows).toHaveCount(FIRST_ALBUM.titles.length + SECOND_ALBUM.titles.length);
});

test('a track plays from the other device; kept offline it plays with the server gone', async ({ devices: { server, laptop } }) => {
  await laptop.go('tracks');
  await laptop.row(DECK).dblclick();
  await laptop.expectPlaying(DECK);
  await laptop.player.getByRole('button', { name: 'Pause' }).click();

  await laptop.openTrack(UNDERTOW);
  await laptop.page.getByRole('button', { name: 'Keep offline' }).click();
  await expect(laptop.page.getByTestId('toast').getByText(/kept on this device/)).toBeVisible();
  await server.kill();
  try {
    await laptop.reload();
    await laptop.go('tracks');
    await expect(laptop.row(DECK).getByTestId('place')).toBeVisible();
    await expect(laptop.row(UNDERTOW).getByTestId('place')).toBeHidden();
    await laptop.row(UNDERTOW).dblclick();
    await laptop.expectPlaying(UNDERTOW);
    await laptop.player.getByRole('button', { name: 'Pause' }).click();
  } finally {
    await server.start();
  }
  await laptop.syncNow();
});

test('a backup restores everything in a browser that knows no server', async ({ devices: { server, desktop }, browser }) => {
  await desktop.syncNow();
  const download = desktop.page.waitForEvent('download');
  await desktop.page.getByRole('button', { name: 'Save a backup' }).click();
  const file = await (await download).path();
  const fresh = await Device.fresh(browser);
  try {
    await fresh.open('settings', server.url);
    await fresh.page.getByLabel('Restore from a file…').setInputFiles(file);
    await fresh.page.getByRole('button', { name: 'Merge into this library' }).click();
    await expect(fresh.page.getByText(/^Merged:/)).toBeVisible();
    expect(await storedChoices(fresh.page)).toEqual(await storedChoices(desktop.page));
    expect(await storedFacts(fresh.page)).toEqual(await storedFacts(desktop.page));
    expect(await fresh.playlistTitles(PLAYLIST)).toEqual(await desktop.playlistTitles(PLAYLIST));
  } finally {
    await fresh.context.close();
  }
});

test('a device whose access is taken away says so, and keeps what it has', async ({ devices: { server, desktop }, browser }) => {
  const tablet = await Device.fresh(browser);
  try {
    await tablet.connectByCode(server.url, await desktop.newCode(), { name: 'Tablet' });
    await tablet.expectSynced();
    const before = await storedChoices(tablet.page);
    await desktop.revoke('Tablet');
    await expect(tablet.state).toHaveText('The server does not take this device');
    await expect(tablet.settings).toContainText('This device’s access was taken away.');
    expect(await storedChoices(tablet.page)).toEqual(before);
    await tablet.go('tracks');
    await expect(tablet.rows).toHaveCount(FIRST_ALBUM.titles.length + SECOND_ALBUM.titles.length);
  } finally {
    await tablet.context.close();
  }
});

async function expectSame({ desktop, laptop }: TwoDevices): Promise<void> {
  await Promise.all([desktop.expectSynced(), laptop.expectSynced()]);
  await expect.poll(async () => isDeepStrictEqual(await storedChoices(laptop.page), await storedChoices(desktop.page))).toBe(true);
}

/** Tempo and key of a track as the desktop's list shows them. */
async function soundText(desktop: Device): Promise<string> {
  await desktop.go('tracks');
  const cells = await desktop.row(DECK).getByRole('gridcell').allInnerTexts();
  const tempoAt = cells.findIndex((cell) => /^\d{2,3}/.test(cell.trim()));
  return cells[tempoAt] ?? '';
}
