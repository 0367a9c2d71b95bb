// A library that is already there: the demo music, analysed once for all journeys that only look at it or reload it.
import { test as base, type BrowserContext } from '@playwright/test';
import { App } from './app';

export const DEMO_COUNT = 12;

interface DemoFixtures {
  readonly demo: App;
}

interface DemoWorkerFixtures {
  readonly demoContext: BrowserContext;
}

/** `demo` is a fresh page in a browser that holds the finished demo library; the app's own storage keeps its permission. */
export const test = base.extend<DemoFixtures, DemoWorkerFixtures>({
  demoContext: [async ({ browser }, use, { project }) => {
    const { baseURL = '', locale = '', viewport = null } = project.use;
    const context = await browser.newContext({ baseURL, locale, viewport });
    const app = new App(await context.newPage());
    await app.open();
    await app.page.getByRole('button', { name: 'Try it with demo music' }).click();
    await app.expectAllDone(DEMO_COUNT);
    await app.page.close();
    await use(context);
    await context.close();
  }, { scope: 'worker', timeout: 180_000 }],
  demo: async ({ demoContext }, use) => {
    const app = new App(await demoContext.newPage());
    await app.open('tracks');
    await app.expectFacts({ embedded: DEMO_COUNT, state: 'idle' });
    await use(app);
    await app.page.close();
  },
});

export { expect } from '@playwright/test';
