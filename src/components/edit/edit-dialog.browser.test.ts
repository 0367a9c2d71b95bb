// The dialog that edits tags, over the real database and the real service.
import { createPinia, setActivePinia } from 'pinia';
import { TooltipProvider } from 'reka-ui';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { createApp, h, nextTick, type App } from 'vue';
import { createI18n } from 'vue-i18n';
import { SERVICES, type Services } from '../../composables/services';
import { TestDevice, file } from '../../db/testing/device';
import type { DeviceId, TrackId } from '../../domain/library/ids';
import type { Group } from '../../domain/query/query';
import { tagColumns } from '../../domain/library/tag-columns';
import type { Tags } from '../../domain/library/tags';
import { ok } from '../../domain/result';
import type { IndexState } from '../../domain/worker-api';
import en from '../../locales/en';
import { createChoices } from '../../services/choices/create-choices';
import type { Library } from '../../services/library/library';
import { channel } from '../../services/listenable';
import { useEditingStore } from '../../stores/editing';
import { useIndexStore } from '../../stores/mirrors';
import { useToastStore } from '../../stores/toasts';
import EditDialog from './EditDialog.vue';

const TAGS = file(1).tags as Tags;
let device: TestDevice;
let mounted: App | undefined;
let ids: TrackId[];

const tagged = (n: number, tags: Partial<Tags> = {}) => file(n, { ...tagColumns({ ...TAGS, title: `Title ${n}`, trackNo: n, ...tags }) });

beforeEach(async () => {
  device = await new TestDevice('desktop' as DeviceId, () => 1_800_000_000_000).begin();
  ids = await device.addFiles([tagged(1), tagged(2, { genres: ['Pop'] }), tagged(3)]);
});

afterEach(async () => {
  mounted?.unmount();
  document.body.replaceChildren();
  await device.db.delete();
});

async function open(trackIds: readonly TrackId[]): Promise<HTMLElement> {
  const pinia = createPinia();
  setActivePinia(pinia);
  const store = useEditingStore();
  const choices = createChoices({ db: device.db, now: device.now, newId: device.newId });
  const library = { ...channel<IndexState>({ ready: true, textReady: true, trackCount: 3, vectorCount: 0, revision: 1 }), groups: async () => ok([{ name: 'Soul', key: 's' }] as unknown as Group[]) };
  useIndexStore(pinia).follow(library as unknown as Library);
  const app = createApp({ render: () => h(TooltipProvider, () => (store.editing ? h(EditDialog, { editing: store.editing }) : null)) });
  app.use(pinia).use(createI18n({ legacy: false, locale: 'en', messages: { en } })).provide(SERVICES, { db: device.db, choices, library } as unknown as Services);
  app.mount(document.body.appendChild(document.createElement('div')));
  mounted = app;
  store.edit(trackIds);
  await vi.waitFor(() => expect(input('Title')).toBeTruthy());
  return document.querySelector('[role=dialog]') as HTMLElement;
}

function input(label: string): HTMLInputElement {
  const name = [...document.querySelectorAll('label')].find((each) => each.textContent === label);
  return document.getElementById(name?.htmlFor ?? '') as HTMLInputElement;
}

async function type(label: string, text: string): Promise<void> {
  await userEvent.fill(input(label), text);
  await nextTick();
}

const button = (name: string) => [...document.querySelectorAll('button')].find((each) => each.textContent.trim() === name || each.getAttribute('aria-label') === name) as HTMLButtonElement;
const shown = async () => (await device.rows()).map(({ tags }) => tags as Tags);

async function save(): Promise<void> {
  await userEvent.click(button('Save'));
  await vi.waitFor(() => expect(document.querySelector('[role=dialog]')).toBeNull());
}

test('says that tracks differ, and writes what was touched alone', async () => {
  const dialog = await open(ids);
  expect(dialog.textContent).toContain('The files are never written');
  expect([input('Title').placeholder, input('Title').value, input('Artist').value]).toEqual(['Several values', '', 'Somebody']);
  expect(button('Save').disabled).toBe(true);
  await type('Album artist', 'Else');
  await save();
  expect((await shown()).map(({ title, albumArtist, genres }) => [title, albumArtist, genres])).toEqual([['Title 1', 'Else', ['Jazz']], ['Title 2', 'Else', ['Pop']], ['Title 3', 'Else', ['Jazz']]]);
  const [toast] = useToastStore().toasts;
  expect(toast?.message).toBe('Tags of 3 tracks edited');
  toast?.action?.run();
  await vi.waitFor(async () => expect((await device.rows()).some((row) => row.readTags)).toBe(false));
});

test('holds back what is no value, and says why', async () => {
  await open(ids.slice(0, 1));
  await type('Date', 'jan08');
  expect(document.body.textContent).toContain('A date such as');
  expect(button('Save').disabled).toBe(true);
  await type('Date', '2008-01');
  await type('Track', '');
  await save();
  expect((await shown())[0]).toMatchObject({ date: '2008-01', year: 2008, trackNo: null });
});

test('numbers tracks in the order of the list and replaces texts', async () => {
  await open([ids[2], ids[0], ids[1]] as TrackId[]);
  await userEvent.click(input('Number them in this order, disc by disc'));
  await type('Find', 'Title');
  expect(document.body.textContent).toContain('Changes 3 tracks');
  await type('Replace with', 'Song');
  await save();
  expect((await shown()).map(({ title, trackNo, trackTotal }) => [title, trackNo, trackTotal])).toEqual([['Song 1', 2, 3], ['Song 2', 3, 3], ['Song 3', 1, 3]]);
});

const options = () => [...document.querySelectorAll('[role=option]')].map((option) => option.textContent);

test('adds genres as chips, with those of the library at hand, by keyboard alone', async () => {
  await open(ids.slice(0, 1));
  await userEvent.click(input('Genres'));
  await userEvent.keyboard('So');
  await vi.waitFor(() => expect(options()).toEqual(['So', 'Soul']));
  await userEvent.keyboard('{ArrowDown}{Enter}');
  await vi.waitFor(() => expect(options()).toEqual([]));
  expect(input('Genres').value).toBe('');
  await userEvent.keyboard('So{Enter}Blues');
  await save();
  expect((await shown())[0]?.genres).toEqual(['Jazz', 'Soul', 'So', 'Blues']);
});

test('closes suggestions with Escape, keeps what was typed, and only then the dialog', async () => {
  await open(ids.slice(0, 1));
  await type('Album', 'So');
  await userEvent.click(input('Genres'));
  await userEvent.keyboard('So');
  await vi.waitFor(() => expect(options()).toEqual(['So', 'Soul']));
  await userEvent.keyboard('{Escape}');
  await vi.waitFor(() => expect(options()).toEqual([]));
  expect(input('Genres').value).toBe('So');
  await save();
  expect((await shown())[0]).toMatchObject({ album: 'So', genres: ['Jazz', 'So'] });
});

test('offers names for a line of text, and takes them only when one is chosen', async () => {
  await open(ids.slice(0, 1));
  await userEvent.click(input('Artist'));
  await userEvent.keyboard('{Control>}a{/Control}Sou');
  await vi.waitFor(() => expect(options()).toEqual(['Sou', 'Soul']));
  await userEvent.keyboard('{Tab}');
  await vi.waitFor(() => expect(options()).toEqual([]));
  expect(input('Artist').value).toBe('Sou');
  await userEvent.click(input('Artist'));
  await userEvent.keyboard('l');
  await userEvent.keyboard('{Backspace}');
  await vi.waitFor(() => expect(options()).toEqual(['Sou', 'Soul']));
  await userEvent.keyboard('{ArrowDown}{Enter}');
  expect(input('Artist').value).toBe('Soul');
  await save();
  expect((await shown())[0]?.artist).toBe('Soul');
});

test('adds genres to tracks that differ and takes some away, and each keeps what else it has', async () => {
  await open(ids);
  const chips = () => [...document.querySelectorAll('[data-reka-collection-item]')].map((chip) => chip.textContent);
  await vi.waitFor(() => expect(chips()).toEqual(['Jazz2 of 3', 'Pop1 of 3']));
  await userEvent.click(input('Genres'));
  await userEvent.keyboard('Blues{Enter}');
  expect(chips()).toEqual(['Jazz2 of 3', 'Pop1 of 3', 'Blues']);
  await userEvent.click(button('1 of 3: add “Pop” to all of these tracks'));
  await userEvent.click(button('Remove “Jazz”'));
  expect(chips()).toEqual(['Pop', 'Blues']);
  await userEvent.click(button('Genres: as before'));
  expect([chips(), button('Save').disabled]).toEqual([['Jazz2 of 3', 'Pop1 of 3'], true]);
  await userEvent.click(button('Remove “Jazz”'));
  await userEvent.click(input('Genres'));
  await userEvent.keyboard('Soul');
  await save();
  expect((await shown()).map(({ genres }) => genres)).toEqual([['Soul'], ['Pop', 'Soul'], ['Soul']]);
});

test('gives all edited fields back at once', async () => {
  await open(ids);
  await type('Album', 'Mine');
  await type('Date', '1999');
  await save();
  await open(ids);
  await userEvent.click(button('Revert all'));
  expect([input('Album').value, button('Revert all')]).toEqual([TAGS.album ?? '', undefined]);
  await save();
  expect((await device.rows()).some((row) => row.readTags)).toBe(false);
});

test('shows what the file says of an edited field, and gives it back', async () => {
  await open(ids.slice(0, 1));
  await type('Title', 'Mine');
  await save();
  await open(ids.slice(0, 1));
  expect(input('Title').value).toBe('Mine');
  expect(document.body.textContent).toContain('In the file: Title 1');
  await userEvent.click(button('Title: revert to what the file says'));
  expect(input('Title').value).toBe('Title 1');
  await save();
  expect((await device.rows())[0]).toMatchObject({ tags: { title: 'Title 1' } });
  expect((await device.rows())[0]?.readTags).toBeUndefined();
});

test('swaps artist and title of one track, and leaves all as it was on Escape', async () => {
  await open(ids.slice(0, 1));
  await userEvent.click(button('Swap artist and title'));
  expect([input('Title').value, input('Artist').value]).toEqual(['Somebody', 'Title 1']);
  await userEvent.keyboard('{Escape}');
  await vi.waitFor(() => expect(document.querySelector('[role=dialog]')).toBeNull());
  expect(await device.db.ops.count()).toBe(0);
});
