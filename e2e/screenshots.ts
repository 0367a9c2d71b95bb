// Takes the README's pictures from the demo library, in a real browser. Run: npm run screenshots
import { join } from 'node:path';
import { chromium, type BrowserContext } from 'playwright';
import { browserLaunch } from './browser';
import { App } from './pages/app';
import { DEMO_COUNT } from './pages/demo-library';
import { ffmpeg } from './fixtures/encode';
import { startAppServer } from './setup/app-server';

/** Apart from the tests' and the benchmark's, so that they may run beside it. */
const PORT = 8435;
const imagesDir = join(import.meta.dirname, '../docs/images');
const RATINGS = { 'Deck Lights': '4', 'Lantern Street': '5', 'Red Buoy': '3', 'Slow Tide': '5', 'Engine Room': '4' };
const WIDE = { width: 1440, height: 900 };
/** A track's page down to tempo, key and loudness below the timeline. */
const TALL = { width: 1440, height: 1300 };
const PHONE = { width: 390, height: 844 };

/** WebP at twice the pixels: sharp on every screen, small in the repository. */
async function picture(app: App, name: string): Promise<void> {
  await app.page.mouse.move(0, 0);
  // Toasts go by themselves; covers come when they are decoded.
  await app.page.waitForFunction(() => [...document.images].every((image) => image.complete) && !document.querySelector('[data-testid="toast"]'));
  const png = await app.page.screenshot({ animations: 'disabled' });
  ffmpeg(['-f', 'png_pipe', '-i', 'pipe:0', '-c:v', 'libwebp', '-quality', '82', join(imagesDir, `${name}.webp`)], png);
  console.log(name);
}

/** Some stars, as a library in use has. */
async function rate(app: App, ratings: Readonly<Record<string, string>>): Promise<void> {
  for (const [title, key] of Object.entries(ratings)) {
    // By its title: the middle of a row may be a link to the album.
    await app.row(title).getByTitle(title).click();
    await app.page.keyboard.press(key);
  }
}

/** Plays on from well inside the track, so that the picture shows how far it is. */
async function seek(app: App, part: number): Promise<void> {
  const line = app.page.getByRole('slider', { name: 'Position in the track' }).last();
  const box = await line.boundingBox();
  if (!box) throw new Error('The position is not on the screen.');
  await line.click({ position: { x: box.width * part, y: box.height / 2 } });
}

async function pageOf(context: BrowserContext, place: string, size: { width: number; height: number }, colorScheme: 'light' | 'dark'): Promise<App> {
  const app = new App(await context.newPage());
  await app.page.setViewportSize(size);
  await app.page.emulateMedia({ colorScheme });
  await app.open(place, url);
  await app.expectFacts({ embedded: DEMO_COUNT, state: 'idle' });
  return app;
}

const server = await startAppServer({ port: PORT });
const { url } = server;
const browser = await chromium.launch(browserLaunch());
try {
  const context = await browser.newContext({ locale: 'en-GB', deviceScaleFactor: 2, viewport: WIDE });
  const first = new App(await context.newPage());
  await first.open('', url);
  await first.page.getByRole('button', { name: 'Try it with demo music' }).click();
  await first.expectAllDone(DEMO_COUNT);
  await first.page.close();

  const tracks = await pageOf(context, 'tracks', WIDE, 'dark');
  await tracks.row('Engine Room').dblclick();
  await tracks.expectPlaying('Engine Room');
  await rate(tracks, RATINGS);
  await seek(tracks, 0.4);
  await picture(tracks, 'tracks-dark');
  await tracks.page.close();

  const track = await pageOf(context, 'tracks', TALL, 'light');
  await track.openTrack('Slow Tide');
  await track.rows.first().waitFor();
  await picture(track, 'track-light');
  await track.page.setViewportSize(WIDE);
  await track.go('');
  await track.page.getByRole('heading', { name: 'Made from your library' }).waitFor();
  await track.page.getByRole('link', { name: /Night Ferry/ }).first().waitFor();
  await picture(track, 'home-light');
  await track.page.close();

  const phone = await pageOf(context, 'tracks', PHONE, 'dark');
  await phone.row('Slow Tide').click();
  await phone.page.getByRole('button', { name: 'Open Now playing' }).first().click();
  await phone.page.getByRole('dialog').waitFor();
  await seek(phone, 0.35);
  await picture(phone, 'now-playing-phone');
} finally {
  await browser.close();
  await server.stop();
}
