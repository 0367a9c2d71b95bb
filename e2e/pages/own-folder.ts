// A folder of the app's own storage that Chrome's picker "opens": unlike a dropped folder, it keeps its permission across a reload.
import type { BrowserContext, Page } from '@playwright/test';

const FOLDER = 'picked-music';

/** Stands in for the person and the system's dialog; everything behind it is real. */
export async function pickOwnFolder(context: BrowserContext): Promise<void> {
  await context.addInitScript((name) => {
    Object.assign(window, { showDirectoryPicker: async () => (await navigator.storage.getDirectory()).getDirectoryHandle(name, { create: true }) });
  }, FOLDER);
}

/** Fills the folder with the demo music, from the app's own address. */
export async function fillOwnFolder(page: Page, limit = Infinity): Promise<number> {
  return page.evaluate(async ({ name, limit }) => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle(name, { create: true });
    const { files } = (await (await fetch('demo/manifest.json')).json()) as { files: { path: string }[] };
    const wanted = files.slice(0, limit);
    for (const { path } of wanted) {
      const file = await folder.getFileHandle(path.split('/').at(-1) ?? path, { create: true });
      const writable = await file.createWritable();
      await writable.write(await (await fetch(`demo/${path.split('/').map(encodeURIComponent).join('/')}`)).blob());
      await writable.close();
    }
    return wanted.length;
  }, { name: FOLDER, limit });
}
