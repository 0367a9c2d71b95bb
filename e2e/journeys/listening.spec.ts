// Listening: playing from the files, moving in the track and the queue, and tracks that sound alike.
import { expect, test } from '../pages/demo-library';

test('a double click plays, and the position advances', async ({ demo }) => {
  await demo.row('Deck Lights').dblclick();
  await demo.expectPlaying('Deck Lights');
  await expect(demo.row('Deck Lights')).toContainText('Playing');
});

for (const [format, title] of [['MP3', 'Red Buoy'], ['AAC', 'Slow Tide'], ['FLAC', 'Letters to the Lighthouse'], ['Ogg Vorbis', 'Rua do Sal'], ['Opus', 'Undertow'], ['WAV', 'Pixel Gulls']] as const) {
  test(`${format} plays`, async ({ demo }) => {
    await demo.row(title).dblclick();
    await demo.expectPlaying(title);
  });
}

test('seek, pause, next and previous do what they say', async ({ demo }) => {
  await demo.row('Deck Lights').dblclick();
  await demo.expectPlaying('Deck Lights');
  const seek = demo.player.getByRole('slider').first();
  for (let i = 0; i < 4; i++) await seek.press('ArrowRight');
  await expect.poll(() => demo.positionS()).toBeGreaterThanOrEqual(19);
  await demo.player.getByRole('button', { name: 'Pause' }).click();
  await expect(demo.player.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
  await demo.player.getByRole('button', { name: 'Next track' }).click();
  await demo.expectPlaying('Engine Room');
  await demo.player.getByRole('button', { name: 'Previous track' }).click();
  await demo.expectPlaying('Deck Lights');
});

test('a track that ends is followed by the next', async ({ demo }) => {
  await demo.row('Deck Lights').dblclick();
  await demo.expectPlaying('Deck Lights');
  const seek = demo.player.getByRole('slider').first();
  const box = await seek.boundingBox();
  if (!box) throw new Error('The slider is not shown');
  await seek.click({ position: { x: box.width * 0.97, y: box.height / 2 } });
  await demo.expectPlaying('Engine Room');
});

test('the queue shows what comes next, and takes more', async ({ demo }) => {
  await demo.row('Undertow').dblclick();
  await demo.row('Fog Bells').click({ button: 'right' });
  await demo.page.getByRole('menuitem', { name: 'Play next' }).click();
  await demo.player.getByRole('button', { name: 'Show the queue' }).click();
  await expect(demo.page.getByText('Up next')).toBeVisible();
  await demo.player.getByRole('button', { name: 'Next track' }).click();
  await demo.expectPlaying('Fog Bells');
});

test('similar tracks of a dance piece are dance pieces before a piano ballad, and play in place', async ({ demo }) => {
  await demo.openTrack('Deck Lights');
  const similar = demo.rows;
  await expect(similar.first()).toBeVisible();
  const titles = await similar.getByRole('link').allTextContents();
  expect(titles).not.toContain('Deck Lights');
  expect(Math.min(titles.indexOf('Engine Room'), titles.indexOf('Undertow'))).toBeLessThan(3);
  const first = titles[0] ?? '';
  await similar.first().getByRole('button', { name: `Play “${first}”` }).click();
  await demo.expectPlaying(first);
});
