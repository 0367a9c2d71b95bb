// French and English, light and dark.
import { expect, test } from '../pages/demo-library';
import { App } from '../pages/app';

test('a French browser is greeted in French', async ({ browser }) => {
  const context = await browser.newContext({ locale: 'fr-FR' });
  const app = new App(await context.newPage());
  await app.open();
  await expect(app.page.getByRole('button', { name: 'Choisir votre dossier de musique' })).toBeVisible();
  await expect(app.page.locator('html')).toHaveAttribute('lang', 'fr');
  await context.close();
});

test('the language changes at once and stays', async ({ demo }) => {
  await demo.go('settings');
  await demo.page.getByRole('radio', { name: 'Français' }).click();
  await expect(demo.page.getByRole('heading', { level: 1, name: 'Réglages' })).toBeVisible();
  await demo.reload();
  await expect(demo.page.getByRole('heading', { level: 1, name: 'Réglages' })).toBeVisible();
  await demo.page.getByRole('radio', { name: 'English' }).click();
  await expect(demo.page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
});

test('the dark theme darkens the page and stays', async ({ demo }) => {
  const lightness = () => demo.page.evaluate(() => {
    const probe = document.createElement('canvas').getContext('2d');
    if (!probe) throw new Error('No canvas');
    probe.fillStyle = getComputedStyle(document.querySelector('main')?.closest('.bg-bg') ?? document.body).backgroundColor;
    probe.fillRect(0, 0, 1, 1);
    return probe.getImageData(0, 0, 1, 1).data[0] ?? 0;
  });
  await demo.go('settings');
  await demo.page.getByRole('radio', { name: 'Light' }).click();
  await expect.poll(lightness).toBeGreaterThan(200);
  await demo.page.getByRole('radio', { name: 'Dark' }).click();
  await expect.poll(lightness).toBeLessThan(60);
  await demo.reload();
  await expect.poll(lightness).toBeLessThan(60);
  await demo.page.getByRole('radio', { name: 'System' }).click();
});
