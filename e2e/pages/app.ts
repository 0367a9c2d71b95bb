// The app as a person meets it: its frame, its places, and how far its work is.
import { expect, type Locator, type Page } from '@playwright/test';

export interface PipelineFacts {
  readonly state: string;
  readonly found: number;
  readonly parsed: number;
  readonly analysed: number;
  readonly embedded: number;
  readonly failed: number;
}

/** Long enough for a dozen clips on two cores. */
const ANALYSIS_MS = 110_000;

export class App {
  readonly pipeline: Locator;
  readonly rows: Locator;
  readonly search: Locator;
  readonly player: Locator;

  constructor(readonly page: Page) {
    this.pipeline = page.getByTestId('pipeline').first();
    this.rows = page.getByTestId('track-row');
    this.search = page.getByTestId('search');
    this.player = page.getByRole('region', { name: /^(Player|Lecteur)$/ });
  }

  /** @param place the hash address, e.g. `tracks` */
  async open(place = '', url = ''): Promise<void> {
    await this.page.goto(`${url}#/${place}`);
    await this.arrived();
  }

  async reload(): Promise<void> {
    await this.page.reload();
    await this.arrived();
  }

  /** The first place is on the screen: until then the router does not hear of another address. */
  private async arrived(): Promise<void> {
    await expect(this.page.getByRole('heading', { level: 1 }).first()).toBeAttached();
  }

  /** Goes to a place without loading the page anew. */
  async go(place: string): Promise<void> {
    await this.page.evaluate((hash) => { location.hash = hash; }, `#/${place}`);
    await this.arrived();
  }

  /** Drops a real folder of this machine on the window, as from a file manager. */
  async dropFolder(path: string): Promise<void> {
    const devtools = await this.page.context().newCDPSession(this.page);
    const data = { items: [], files: [path], dragOperationsMask: 1 };
    const send = (type: 'dragEnter' | 'dragOver' | 'drop') => devtools.send('Input.dispatchDragEvent', { type, x: 500, y: 400, data });
    const landing = this.page.getByText(/^(Drop folders to add them|Déposez des dossiers pour les ajouter)$/);
    // Chrome passes over a drag that comes before the page's first picture, and a drop that overtakes the page's answer to the drag.
    await expect(async () => {
      await send('dragEnter');
      await send('dragOver');
      await expect(landing).toBeVisible({ timeout: 1000 });
      await send('dragOver');
      await send('drop');
      await expect(landing).toBeHidden({ timeout: 2000 });
    }).toPass();
    await devtools.detach();
  }

  async facts(): Promise<PipelineFacts> {
    return this.pipeline.evaluate((element) => {
      const { state = '', found, parsed, analysed, embedded, failed } = element.dataset;
      return { state, found: Number(found), parsed: Number(parsed), analysed: Number(analysed), embedded: Number(embedded), failed: Number(failed) };
    });
  }

  async expectFacts(expected: Partial<PipelineFacts>, timeoutMs = ANALYSIS_MS): Promise<void> {
    await expect.poll(() => this.facts(), { timeout: timeoutMs, intervals: [250] }).toMatchObject(expected);
  }

  /** Every file found has come to the end of the line, or has failed; nothing runs any more. */
  async expectAllDone(found: number, failed = 0): Promise<void> {
    await this.expectFacts({ state: 'idle', found, embedded: found - failed, failed });
  }

  row(title: string): Locator {
    return this.rows.filter({ hasText: title }).first();
  }

  async titles(): Promise<string[]> {
    return this.rows.evaluateAll((rows) => rows
      .map((row) => ({ at: Number((row as HTMLElement).dataset['index']), title: row.querySelector('[title]')?.getAttribute('title') ?? '' }))
      .sort((a, b) => a.at - b.at).map(({ title }) => title));
  }

  async openTrack(title: string): Promise<void> {
    await this.go('tracks');
    await this.row(title).click({ button: 'right' });
    await this.page.getByRole('menuitem', { name: /^(Open the track’s page|Ouvrir la page du morceau)$/ }).click();
    await expect(this.page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  }

  /** Seconds into the track that plays. */
  async positionS(): Promise<number> {
    return Number(await this.player.getByRole('slider').first().getAttribute('aria-valuenow'));
  }

  async expectPlaying(title: string): Promise<void> {
    await expect(this.player.getByRole('link', { name: title, exact: true })).toBeVisible();
    await expect(this.player.getByRole('button', { name: /^Pause$/ })).toBeVisible();
    const before = await this.positionS();
    await expect.poll(() => this.positionS()).toBeGreaterThan(before);
  }
}
