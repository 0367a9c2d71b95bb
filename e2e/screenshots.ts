// Takes the README's pictures from the demo library, in a real browser. Run: npm run screenshots
import { join } from 'node:path';
import { chromium, type BrowserContext } from 'playwright';
import { browserLaunch } from './browser';
import { App } from './pages/app';
import { DEMO_COUNT } from './pages/demo-library';
import { ffmpeg } from './fixtures/encode';
import { BENCH_PORT } from './setup/addresses';
import { startAppServer } from './setup/app-server';

const imagesDir = join(import.meta.dirname, '../docs/images');
const WIDE = { width: 1280, height: 800 };
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

async function pageOf(context: BrowserContext, place: string, size: { width: number; height: number }, colorScheme: 'light' | 'dark'): Promise<App> {
  const app = new App(await context.newPage());
  await app.page.setViewportSize(size);
  await app.page.emulateMedia({ colorScheme });
  await app.open(place, url);
  await app.expectFacts({ embedded: DEMO_COUNT, state: 'idle' });
  return app;
}

const server = await startAppServer(BENCH_PORT);
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
  await picture(tracks, 'tracks-dark');
  await tracks.page.close();

  const track = await pageOf(context, 'tracks', WIDE, 'light');
  await track.openTrack('Slow Tide');
  await track.rows.first().waitFor();
  await picture(track, 'track-light');
  await track.go('albums');
  await track.page.getByRole('link', { name: /Night Ferry/ }).first().waitFor();
  await picture(track, 'albums-light');
  await track.page.close();

  const phone = await pageOf(context, 'tracks', PHONE, 'dark');
  await phone.row('Slow Tide').click();
  await phone.page.getByRole('button', { name: 'Open Now playing' }).first().click();
  await phone.page.getByRole('dialog').waitFor();
  await picture(phone, 'now-playing-phone');
} finally {
  await browser.close();
  await server.stop();
}
