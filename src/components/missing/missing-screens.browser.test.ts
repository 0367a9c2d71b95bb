// Missing files as a person meets them: the list by folder, forgetting with a way back, and what locating may ask.
import { createPinia, setActivePinia } from 'pinia';
import { TooltipProvider } from 'reka-ui';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { createApp, h, nextTick, shallowRef, type App } from 'vue';
import { createI18n } from 'vue-i18n';
import { createMemoryHistory, createRouter } from 'vue-router';
import { SCROLLER } from '../../composables/scroller';
import { SERVICES, type Services } from '../../composables/services';
import { Database } from '../../db/database';
import { addRoot } from '../../db/roots';
import { addTracks } from '../../db/tracks';
import type { ContentKey, RootId, TrackId } from '../../domain/library/ids';
import { NO_TAGS } from '../../domain/library/no-tags';
import { folderOf } from '../../domain/library/track';
import { err, ok } from '../../domain/result';
import en from '../../locales/en';
import fr from '../../locales/fr';
import MissingPage from '../../pages/MissingPage.vue';
import { INITIAL_FOLDERS, type Folders, type FoldersState } from '../../services/folders/folders';
import type { Locate } from '../../services/folders/locate';
import { channel } from '../../services/listenable';
import { useFoldersStore } from '../../stores/mirrors';
import { useLocatingStore } from '../../stores/locating';
import { useToastStore } from '../../stores/toasts';
import LocateDialog from './LocateDialog.vue';

let mounted: App | undefined;
afterEach(() => {
  mounted?.unmount();
  document.body.replaceChildren();
});

async function screen(paths: readonly string[], locate: Partial<Locate> = {}, locale = 'en') {
  const db = new Database(`missing screen ${crypto.randomUUID()}`);
  onTestFinished(() => db.delete());
  const handle = await navigator.storage.getDirectory();
  const rootId = await addRoot(db, { name: 'Music', kind: 'folder', handle, addedAtMs: 0, lastScanAtMs: 1, removedAtMs: null });
  const row = (path: string, missing: 0 | 1) => ({
    rootId, path, folder: folderOf(path), sizeBytes: 1, mtimeMs: 1, stage: 'parsed' as const, attempts: 0, failure: null, missing, addedAtMs: 1, contentKey: `key of ${path}` as ContentKey,
    taggedAlbumKey: null, albumKey: null, artistKey: null, albumArtistKey: null, coverHash: null, tags: { ...NO_TAGS, title: path }, technical: null, versions: { parse: 1, analyse: 0, embed: 0 },
  });
  const ids = await addTracks(db, [...paths.map((path) => row(path, 1)), row('here.mp3', 0)]);
  const root = { rootId, name: 'Music', kind: 'folder' as const, access: 'granted' as const, lastScanAtMs: 1, ignore: [], inside: null };
  const folders = { ...channel<FoldersState>({ ...INITIAL_FOLDERS, ready: true, roots: [root] }) } as unknown as Folders;
  const calls: unknown[][] = [];
  const service: Locate = {
    canPick: true, file: async () => err('cancelled'), folder: async () => err('cancelled'), folderOfFile: async () => err('cancelled'),
    replace: async (pairs) => void calls.push(['replace', pairs]), ...locate,
  };
  const given = { needed: false } as Services['given'];
  const pinia = createPinia();
  setActivePinia(pinia);
  useFoldersStore(pinia).follow(folders);
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', name: 'missing', component: MissingPage }, { path: '/track/:id', name: 'track', component: MissingPage }] });
  await router.push('/');
  const locating = useLocatingStore();
  const app = createApp({ render: () => h(TooltipProvider, () => h('div', [h(MissingPage), locating.question ? h(LocateDialog) : null])) });
  app.use(pinia).use(router).use(createI18n({ legacy: false, locale, messages: { en, fr } })).provide(SERVICES, { db, folders, given, locate: service } as Services);
  mounted = app;
  const host = document.body.appendChild(document.createElement('div'));
  host.style.cssText = 'height: 700px; overflow-y: auto';
  app.provide(SCROLLER, shallowRef(host)).mount(host);
  const text = () => document.body.innerText;
  const button = (name: string) => [...document.querySelectorAll('button')].find((each) => (each.getAttribute('aria-label') ?? each.textContent)?.trim() === name);
  const click = async (name: string) => {
    await vi.waitFor(() => expect(button(name), `button “${name}”`).toBeDefined());
    button(name)?.click();
    await nextTick();
  };
  return { db, ids, rootId, text, click, button, calls, toasts: () => useToastStore().toasts };
}

const missingPaths = async (db: Database): Promise<string[]> => (await db.tracks.toArray()).filter((row) => row.missing === 1).map((row) => row.path);

test('missing files are listed by folder, and nothing else is', async () => {
  const { text } = await screen(['Jazz/1.mp3', 'Jazz/2.mp3', 'top.mp3']);
  await vi.waitFor(() => expect(text()).toContain('3 missing files'));
  expect(text()).toContain('Jazz');
  expect(text()).not.toContain('here.mp3');
});

test('without missing files the page says so', async () => {
  const { text } = await screen([], {}, 'fr');
  await vi.waitFor(() => expect(text()).toContain('Aucun fichier introuvable'));
});

test('one file is forgotten, and undo brings it back', async () => {
  const { db, click, toasts } = await screen(['Jazz/1.mp3', 'Jazz/2.mp3']);
  await click('Forget “1.mp3”');
  await vi.waitFor(async () => expect(await missingPaths(db)).toEqual(['Jazz/2.mp3']));
  await vi.waitFor(() => expect(toasts().at(-1)?.message).toBe('1 file was forgotten'));
  toasts().at(-1)?.action?.run();
  await vi.waitFor(async () => expect(await missingPaths(db)).toEqual(['Jazz/1.mp3', 'Jazz/2.mp3']));
});

test('a whole folder is forgotten, and leaves the others', async () => {
  const { db, click } = await screen(['Jazz/1.mp3', 'Jazz/2.mp3', 'Rock/3.mp3']);
  await click('Forget all of this folder: Jazz');
  await vi.waitFor(async () => expect(await missingPaths(db)).toEqual(['Rock/3.mp3']));
});

test('chosen files are forgotten together', async () => {
  const { db, click, text } = await screen(['Jazz/1.mp3', 'Jazz/2.mp3', 'Rock/3.mp3']);
  await vi.waitFor(() => expect(document.querySelectorAll('input[type=checkbox]')).toHaveLength(5));
  for (const name of ['1.mp3', '3.mp3']) {
    document.querySelector<HTMLInputElement>(`input[aria-label="Select “${name}”"]`)?.click();
    await nextTick();
  }
  await vi.waitFor(() => expect(text()).toContain('2 selected'));
  await click('Forget');
  await vi.waitFor(async () => expect(await missingPaths(db)).toEqual(['Jazz/2.mp3']));
});

test('other audio is shown beside what is missing, and taken only when accepted', async () => {
  const pairs: { missing: TrackId; found: TrackId }[] = [];
  const { ids, click, text, calls } = await screen(['Jazz/1.mp3'], { file: async () => ok({ kind: 'other', pair: pairs[0] as (typeof pairs)[number] }) });
  pairs.push({ missing: ids[0] as TrackId, found: ids[1] as TrackId });
  await click('Locate “1.mp3”');
  await vi.waitFor(() => expect(text()).toContain('This file holds other audio'));
  await vi.waitFor(() => expect(text()).toContain('here.mp3'));
  expect(calls).toEqual([]);
  await click('Use it instead');
  await vi.waitFor(() => expect(calls).toEqual([['replace', pairs]]));
});

test('of a file outside the library its folder is asked for', async () => {
  const asked: TrackId[] = [];
  const { ids, click, text, toasts } = await screen(['Jazz/1.mp3'], {
    file: async () => ok({ kind: 'outside', name: 'x.mp3' }),
    folderOfFile: async (trackId) => {
      asked.push(trackId);
      return ok({ found: 1, other: [], still: 0 });
    },
  });
  await click('Locate “1.mp3”');
  await vi.waitFor(() => expect(text()).toContain('“x.mp3” is in none of your music folders'));
  await click('Choose its folder');
  await vi.waitFor(() => expect(toasts().at(-1)?.message).toBe('1 file was found again'));
  expect(asked).toEqual([ids[0]]);
});

test('what a folder did not hold is said', async () => {
  const asked: [RootId, string][] = [];
  const { rootId, click, toasts } = await screen(['Jazz/1.mp3', 'Jazz/2.mp3'], {
    folder: async (id, path) => {
      asked.push([id, path]);
      return ok({ found: 1, other: [], still: 1 });
    },
  });
  await click('Locate the folder… Jazz');
  await vi.waitFor(() => expect(toasts().at(-1)?.message).toBe('1 found again, 1 still missing'));
  expect(asked).toEqual([[rootId, 'Jazz']]);
});
