// Choosing the cover of an album, as a person does it.
import { createPinia, setActivePinia } from 'pinia';
import { TooltipProvider } from 'reka-ui';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createApp, h, type App } from 'vue';
import { createI18n } from 'vue-i18n';
import { SERVICES, type Services } from '../../composables/services';
import type { Database } from '../../db/database';
import { file, TestDevice } from '../../db/testing/device';
import type { FoundPicture } from '../../domain/library/cover';
import type { AlbumKey, CoverHash, DeviceId } from '../../domain/library/ids';
import { err, ok, type Result } from '../../domain/result';
import en from '../../locales/en';
import fr from '../../locales/fr';
import { createCovers } from '../../services/covers/create-covers';
import type { Library } from '../../services/library/library';
import { useToastStore } from '../../stores/toasts';
import AlbumCover from './AlbumCover.vue';

const ALBUM = 'album0' as AlbumKey;
const [FOUND, CHOSEN] = ['ab'.repeat(16), 'cd'.repeat(16)] as CoverHash[] as [CoverHash, CoverHash];
const PICTURE = new File([Uint8Array.of(1, 2, 3)], 'cover.png', { type: 'image/png' });

let device: TestDevice;
let db: Database;
let mounted: App | undefined;
let kept: Blob[];
let keep: (picture: Blob) => Result<CoverHash>;
let found: FoundPicture[];

beforeEach(async () => {
  device = await new TestDevice('desktop' as DeviceId, () => Date.now()).begin();
  db = device.db;
  await device.addFiles([file(1, { coverHash: FOUND }), file(2, { coverHash: null }), file(11, { coverHash: FOUND })]);
  [kept, keep, found] = [[], () => ok(CHOSEN), []];
});

afterEach(async () => {
  mounted?.unmount();
  document.body.replaceChildren();
  db.close();
  await db.delete();
});

function open(locale: 'en' | 'fr' = 'en'): void {
  const pinia = createPinia();
  setActivePinia(pinia);
  const library = { query: async () => ok({ trackIds: Uint32Array.of(1, 2), totalDurationS: 0, revision: 1 }) } as unknown as Library;
  const covers = createCovers({
    db, library, now: () => Date.now(), newId: () => crypto.randomUUID(),
    ingest: {
      keepPicture: async (picture) => {
        kept.push(picture);
        return keep(picture);
      },
      foundPictures: async () => ok(found),
    },
  });
  const app = createApp({ render: () => h(TooltipProvider, () => h(AlbumCover, { albumKey: ALBUM, name: 'Post', coverHash: FOUND })) });
  app.use(pinia).use(createI18n({ legacy: false, locale, messages: { en, fr } })).provide(SERVICES, { db, covers, sync: { wantCover: () => undefined } } as unknown as Services);
  mounted = app;
  app.mount(document.body.appendChild(document.createElement('div')));
}

const shown = async () => (await device.rows()).map((row) => row.coverHash);
const toasts = () => useToastStore().toasts.map((toast) => toast.message);
const button = (name: string) => vi.waitFor(() => {
  const match = [...document.querySelectorAll<HTMLElement>('button, [role="menuitem"]')].find((each) => (each.getAttribute('aria-label') ?? each.textContent)?.trim() === name);
  if (!match) throw new Error(`no ${name}`);
  return match;
});

async function openMenu(name = 'Change the cover'): Promise<void> {
  const trigger = await button(name);
  trigger.focus();
  trigger.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
}

function transferOf(...files: File[]): DataTransfer {
  const transfer = new DataTransfer();
  for (const each of files) transfer.items.add(each);
  return transfer;
}

function drop(...files: File[]): DragEvent {
  const event = new DragEvent('drop', { dataTransfer: transferOf(...files), bubbles: true, cancelable: true });
  document.querySelector('.group')?.dispatchEvent(event);
  return event;
}

test('a picture dropped on the cover shows on all tracks of the album at once, and Undo brings the old ones back', async () => {
  open();
  expect(drop(PICTURE).defaultPrevented).toBe(true);
  await vi.waitFor(async () => expect(await shown()).toEqual([CHOSEN, CHOSEN, FOUND]));
  expect(kept).toEqual([PICTURE]);
  expect((await db.choices.get(['album', ALBUM]))?.fields['coverHash']?.value).toBe(CHOSEN);
  await vi.waitFor(() => expect(toasts()).toEqual(['Cover of “Post” changed']));
  useToastStore().toasts[0]?.action?.run();
  await vi.waitFor(async () => expect(await shown()).toEqual([FOUND, null, FOUND]));
});

test('what is no picture goes on to the window, which adds folders', () => {
  open();
  const seen: string[] = [];
  const listen = (event: Event) => void seen.push(event.type);
  window.addEventListener('drop', listen);
  const event = drop(new File(['x'], 'a.mp3', { type: 'audio/mpeg' }));
  window.removeEventListener('drop', listen);
  expect([seen, event.defaultPrevented, kept]).toEqual([['drop'], false, []]);
});

test('a picture pasted on the page becomes the cover; one pasted into a field does not', async () => {
  open();
  const field = document.body.appendChild(document.createElement('input'));
  const paste = (target: EventTarget) => target.dispatchEvent(new ClipboardEvent('paste', { clipboardData: transferOf(PICTURE), bubbles: true, cancelable: true }));
  paste(field);
  expect(kept).toEqual([]);
  paste(document.body);
  await vi.waitFor(async () => expect(await shown()).toEqual([CHOSEN, CHOSEN, FOUND]));
});

test('a file can be chosen by the keyboard', async () => {
  open();
  await openMenu();
  const input = document.querySelector<HTMLInputElement>('[data-testid="cover-file"]') as HTMLInputElement;
  const clicked = vi.spyOn(input, 'click').mockImplementation(() => undefined);
  (await button('Choose a file…')).dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
  await vi.waitFor(() => expect(clicked).toHaveBeenCalledOnce());
  input.files = transferOf(PICTURE).files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
  await vi.waitFor(async () => expect(await shown()).toEqual([CHOSEN, CHOSEN, FOUND]));
});

test('what cannot be shown is said in plain words, and nothing changes', async () => {
  keep = () => err('not-a-cover');
  open();
  drop(PICTURE);
  await vi.waitFor(() => expect(toasts()[0]).toMatch(/^This picture cannot be used as a cover\. Choose a JPEG/));
  expect([await shown(), await db.choices.count()]).toEqual([[FOUND, null, FOUND], 0]);
});

test('the way back to the cover of the files is there once another one was chosen, in French too', async () => {
  open('fr');
  drop(PICTURE);
  await vi.waitFor(async () => expect(await shown()).toEqual([CHOSEN, CHOSEN, FOUND]));
  await vi.waitFor(async () => {
    await openMenu('Changer la pochette');
    await button('Revenir à la pochette des fichiers');
  });
  (await button('Revenir à la pochette des fichiers')).dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
  await vi.waitFor(async () => expect(await shown()).toEqual([FOUND, null, FOUND]));
});

test('the pictures found are shown by where they are, and one of them becomes the cover', async () => {
  const picture = new Blob(['back']);
  const thumbnail = new Blob(['small']);
  found = [
    { coverHash: FOUND, from: 'file', name: 'Cover (front)', thumbnail, picture: new Blob(['front']) },
    { coverHash: CHOSEN, from: 'folder', name: 'back.jpg', thumbnail, picture },
  ];
  open();
  await openMenu();
  (await button('Choose among pictures found…')).dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
  expect((await button('Use as the cover: In the files')).getAttribute('aria-pressed')).toBe('true');
  (await button('Use as the cover: back.jpg')).click();
  await vi.waitFor(async () => expect(await shown()).toEqual([CHOSEN, CHOSEN, FOUND]));
  expect(kept).toEqual([picture]);
});
