// Files beside the music: a cue sheet's tracks, lyrics, and a playlist found in a folder.
import { expect, test } from '@playwright/test';
import { BESIDE_DIR } from '../fixtures/generated';
import { SIDE_TRACKS_S } from '../fixtures/make-beside';
import { App } from '../pages/app';

test('one file plays as the tracks of its cue sheet, lyrics go along, and a playlist of another machine is read', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.dropFolder(BESIDE_DIR);
  await app.go('tracks');
  await expect(app.rows).toHaveCount(4);
  await expect.poll(() => app.titles()).toEqual(['First', 'Second', 'Song', 'Third']);

  await app.row('Second').dblclick();
  await app.expectPlaying('Second');
  const seek = app.player.getByRole('slider').first();
  await expect(seek).toHaveAttribute('aria-valuemax', String(SIDE_TRACKS_S[1]));
  expect(await app.positionS()).toBeLessThan(15);

  await app.go('playlists');
  await page.getByRole('link', { name: 'An evening' }).last().click();
  await expect(app.rows).toHaveCount(4);
  await expect(page.getByTestId('unfound-row')).toContainText('../Lost/Lost.mp3');
  await app.row('Song').getByRole('button', { name: 'Play “Song”' }).click();
  await app.expectPlaying('Song');
  await app.player.getByRole('button', { name: /panel|queue/i }).click();
  await page.getByRole('tab', { name: 'Lyrics' }).click();
  await page.getByRole('button', { name: /A later line/ }).click();
  await expect.poll(() => app.positionS()).toBeGreaterThanOrEqual(12);
  await expect(page.getByRole('button', { name: /A later line/ })).toHaveAttribute('aria-current', 'true');

  await page.getByRole('button', { name: 'Copy to my playlists' }).click();
  await expect(page).toHaveURL(/#\/playlist\//);
  await expect(app.rows).toHaveCount(4);
});
