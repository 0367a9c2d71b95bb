// Every place for everyone: axe finds nothing, and the keyboard reaches it all.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { App } from '../pages/app';
import { expect, test } from '../pages/demo-library';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PLACES = ['', 'tracks', 'albums', 'artists', 'genres', 'folders', 'playlists', 'activity', 'settings', 'about'];

async function violations(app: App): Promise<readonly string[]> {
  await app.page.evaluate(axeSource);
  const { violations } = await app.page.evaluate(() => (window as unknown as { axe: { run(options: object): Promise<AxeResults> } }).axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }));
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).slice(0, 3).join(', ')}`);
}

for (const scheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on any place, ${scheme}`, async ({ demo }) => {
    await demo.page.emulateMedia({ colorScheme: scheme });
    for (const place of PLACES) {
      await demo.go(place);
      await expect.poll(() => violations(demo), { message: `#/${place}` }).toEqual([]);
    }
    await demo.openTrack('Deck Lights');
    await expect.poll(() => violations(demo), { message: 'a track’s page' }).toEqual([]);
    await demo.go('artists');
    await demo.page.getByRole('link', { name: /Marée Lente/ }).first().click();
    await demo.page.getByRole('button', { name: 'More actions for this artist' }).click();
    await demo.page.getByRole('menuitem', { name: 'Show as the same artist as…' }).click();
    await expect(demo.page.getByRole('option').first()).toBeVisible();
    await expect.poll(() => violations(demo), { message: 'artists to merge with' }).toEqual([]);
    await demo.page.keyboard.press('Escape');
    await expect.poll(() => violations(demo), { message: 'an artist’s page' }).toEqual([]);
  });
}

test('axe finds nothing on the first screen', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await expect(page.getByRole('button', { name: 'Choose your music folder' })).toBeVisible();
  expect(await violations(app)).toEqual([]);
});

test('the keyboard alone searches, plays, pauses, loves and goes places', async ({ demo }) => {
  const { keyboard } = demo.page;
  await keyboard.press('/');
  await expect(demo.search).toBeFocused();
  await keyboard.type('engine');
  await expect(demo.rows).toHaveCount(1);
  await demo.page.getByTestId('track-table').focus();
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await demo.expectPlaying('Engine Room');
  await keyboard.press('Space');
  await expect(demo.player.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
  await keyboard.press('g');
  await keyboard.press('a');
  await expect(demo.page.getByRole('heading', { level: 1, name: 'Albums' })).toBeVisible();
  await keyboard.press('?');
  await expect(demo.page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await keyboard.press('Escape');
});

test('the palette goes to a place by name', async ({ demo }) => {
  await demo.page.keyboard.press('Control+k');
  await demo.page.keyboard.type('activ');
  await expect(demo.page.getByRole('option', { name: /Activity/ }).first()).toBeVisible();
  await demo.page.keyboard.press('Enter');
  await expect(demo.page.getByRole('heading', { level: 1, name: 'Activity' })).toBeVisible();
});

test('a phone’s width has its tab bar and no sideways scrolling', async ({ demo }) => {
  await demo.page.setViewportSize({ width: 320, height: 640 });
  for (const place of PLACES) {
    await demo.go(place);
    expect(await demo.page.evaluate(() => document.documentElement.scrollWidth), `#/${place}`).toBeLessThanOrEqual(320);
  }
});
