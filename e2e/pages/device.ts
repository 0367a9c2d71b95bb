// One of a person's devices: a browser with a profile of its own that opens the app from a sync server and is tied to it.
import { expect, type Browser, type BrowserContext, type Locator, type Page } from '@playwright/test';
import { App } from './app';

export interface Connecting {
  readonly name: string;
  /** Lets other devices play its files. */
  readonly shares?: boolean;
}

const SYNCED_MS = 30_000;

export class Device extends App {
  readonly settings: Locator;
  readonly state: Locator;

  constructor(page: Page) {
    super(page);
    this.settings = page.locator('#sync');
    this.state = this.settings.getByRole('status', { name: /^State of sync/ });
  }

  get context(): BrowserContext {
    return this.page.context();
  }

  /** A browser that has never been here. */
  static async fresh(browser: Browser): Promise<Device> {
    const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 800 } });
    return new Device(await context.newPage());
  }

  /** Opens the setup link that the server printed, or that another device shows. */
  async connectByLink(link: string, connecting: Connecting): Promise<void> {
    await this.page.goto(link);
    await expect(this.page.getByLabel('Code', { exact: true })).not.toHaveValue('');
    await this.name(connecting);
    await this.pressConnect();
  }

  /** Types a code at the server's own address. */
  async connectByCode(url: string, code: string, connecting: Connecting): Promise<void> {
    await this.fillConnect(url, code, connecting);
    await this.pressConnect();
  }

  async fillConnect(url: string, code: string, connecting: Connecting): Promise<void> {
    await this.open('settings', url);
    await expect(this.page.getByLabel('Address of the server')).toHaveValue(url);
    await this.page.getByLabel('Code', { exact: true }).fill(code.toLowerCase());
    await this.name(connecting);
  }

  async pressConnect(): Promise<void> {
    await this.settings.getByRole('button', { name: 'Connect', exact: true }).click();
    await expect(this.state).toBeVisible();
  }

  private async name({ name, shares = false }: Connecting): Promise<void> {
    await this.page.getByLabel('Name of this device').fill(name);
    if (shares) await this.settings.getByRole('switch', { name: 'Let other devices play this device’s files' }).click();
  }

  /** @returns the code as it is shown to the person */
  async newCode(): Promise<string> {
    await this.go('settings');
    await this.settings.getByRole('button', { name: 'Make a code' }).click();
    const code = this.settings.getByTestId('pair-code').locator('[aria-hidden=true].font-mono');
    await expect(code).toHaveText(/^[0-9A-Z]{4}\W?[0-9A-Z]{4}$/);
    return code.innerText();
  }

  /** Nothing waits to be sent here, and what the server had was received. */
  async expectSynced(): Promise<void> {
    await this.go('settings');
    await expect(this.state).toHaveText('Everything is in sync', { timeout: SYNCED_MS });
  }

  /** One whole round from now on. */
  async syncNow(): Promise<void> {
    await this.go('settings');
    await this.settings.getByRole('button', { name: 'Sync now' }).click();
    await this.expectSynced();
  }

  /** Takes away another device's access. */
  async revoke(name: string): Promise<void> {
    await this.go('settings');
    await this.settings.getByTestId('device').filter({ hasText: name }).getByRole('button', { name: `Actions for “${name}”` }).click();
    await this.page.getByRole('menuitem', { name: 'Take away access…' }).click();
    await this.page.getByRole('button', { name: 'Take away access', exact: true }).click();
    await expect(this.settings.getByTestId('device').filter({ hasText: name })).toContainText('no access');
  }

  async goOffline(): Promise<void> {
    await this.context.setOffline(true);
    await this.go('settings');
    await expect(this.state).toHaveText(/^Offline/);
  }

  async goOnline(): Promise<void> {
    await this.context.setOffline(false);
  }

  /** @param halfStars 0–10 */
  async rate(title: string, halfStars: number): Promise<void> {
    await this.openTrack(title);
    const rating = this.page.getByRole('main').getByRole('slider', { name: 'Rating' });
    await rating.focus();
    const steps = halfStars - Number(await rating.getAttribute('aria-valuenow'));
    for (let i = 0; i < Math.abs(steps); i++) await rating.press(steps > 0 ? 'ArrowRight' : 'ArrowLeft');
    await expect(rating).toHaveAttribute('aria-valuenow', String(halfStars));
  }

  async love(title: string): Promise<void> {
    await this.openTrack(title);
    await this.page.getByRole('main').getByRole('button', { name: 'Love', exact: true }).click();
    await expect(this.page.getByRole('main').getByRole('button', { name: 'No longer love' })).toBeVisible();
  }

  async makePlaylist(name: string, titles: readonly string[]): Promise<void> {
    await this.go('playlists');
    await this.page.getByRole('main').getByRole('button', { name: 'New playlist' }).first().click();
    await this.page.getByRole('textbox', { name: 'Name of the playlist' }).fill(name);
    await this.page.getByRole('button', { name: 'Create' }).click();
    await expect(this.page.getByRole('heading', { level: 1, name })).toBeVisible();
    for (const title of titles) await this.addToPlaylist(name, title);
  }

  async addToPlaylist(name: string, title: string): Promise<void> {
    await this.openTrack(title);
    await this.page.getByRole('main').getByRole('button', { name: 'Add to a playlist' }).click();
    await this.page.getByRole('menuitem', { name }).click();
    await expect(this.page.getByRole('menuitem', { name })).toBeHidden();
  }

  async openPlaylist(name: string): Promise<Locator> {
    await this.page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name }).click();
    await expect(this.page.getByRole('heading', { level: 1, name })).toBeVisible();
    return this.page.getByRole('main').getByRole('listitem');
  }

  /** Titles in the order of the playlist. */
  async playlistTitles(name: string): Promise<string[]> {
    const entries = await this.openPlaylist(name);
    await expect(entries.first()).toBeVisible();
    return entries.evaluateAll((items) => items.map((item) => item.querySelector('a[href*="track"]')?.textContent?.trim() ?? ''));
  }
}
