// The dialogs that correct tempo and key, over the real database and the real service.
import { createPinia, setActivePinia } from 'pinia';
import { TooltipProvider } from 'reka-ui';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { createApp, h, type App } from 'vue';
import { createI18n } from 'vue-i18n';
import { SERVICES, type Services } from '../../composables/services';
import { TestDevice, file } from '../../db/testing/device';
import { trackViews } from '../../db/tracks';
import type { DeviceId, TrackId } from '../../domain/library/ids';
import en from '../../locales/en';
import { createChoices } from '../../services/choices/create-choices';
import { useCorrectingStore, type Correcting } from '../../stores/correcting';
import { useToastStore } from '../../stores/toasts';
import CorrectionDialog from './CorrectionDialog.vue';

let device: TestDevice;
let mounted: App | undefined;
let ids: TrackId[];

beforeEach(async () => {
  device = await new TestDevice('desktop' as DeviceId, () => 1_800_000_000_000).begin();
  ids = await device.addFiles([file(1), file(2)]);
});

afterEach(async () => {
  mounted?.unmount();
  document.body.replaceChildren();
  await device.db.delete();
});

async function open(asked: Pick<Correcting, 'of'> & Partial<Correcting>): Promise<HTMLElement> {
  const pinia = createPinia();
  setActivePinia(pinia);
  const store = useCorrectingStore();
  const choices = createChoices({ db: device.db, now: device.now, newId: device.newId });
  const app = createApp({ render: () => h(TooltipProvider, () => (store.correcting ? h(CorrectionDialog, { correcting: store.correcting }) : null)) });
  app.use(pinia).use(createI18n({ legacy: false, locale: 'en', messages: { en } })).provide(SERVICES, { db: device.db, choices } as unknown as Services);
  app.mount(document.body.appendChild(document.createElement('div')));
  mounted = app;
  store.correct({ trackIds: ids, title: null, tempoBpm: null, key: null, corrected: false, ...asked });
  return vi.waitFor(() => {
    const dialog = document.querySelector<HTMLElement>('[role=dialog]');
    expect(dialog).not.toBeNull();
    return dialog as HTMLElement;
  });
}

const button = (dialog: HTMLElement, name: RegExp) => [...dialog.querySelectorAll('button')].find((each) => name.test(each.textContent ?? '')) as HTMLButtonElement;
const field = (dialog: HTMLElement) => dialog.querySelector('input') as HTMLInputElement;
const shown = async () => (await trackViews(device.db, ids)).map(({ tempo, key }) => ({ bpm: tempo?.tempoBpm ?? null, tempoFrom: tempo?.source ?? null, tonic: key?.tonic ?? null }));

/** A press of Space at a time of its own: events made here all bear the present. */
function tapAt(target: Element, atMs: number): void {
  const event = new KeyboardEvent('keydown', { key: ' ', bubbles: true, cancelable: true });
  Object.defineProperty(event, 'timeStamp', { value: atMs });
  target.dispatchEvent(event);
}

test('a typed tempo holds for all that were chosen, and Undo takes it back', async () => {
  const dialog = await open({ of: 'tempo' });
  await userEvent.fill(field(dialog), '98,5');
  await userEvent.click(button(dialog, /^Use 98\.5 BPM$/));
  await vi.waitFor(async () => expect(await shown()).toMatchObject([{ bpm: 98.5, tempoFrom: 'corrected' }, { bpm: 98.5, tempoFrom: 'corrected' }]));
  expect(document.querySelector('[role=dialog]')).toBeNull();
  await vi.waitFor(() => expect(useToastStore().toasts).toHaveLength(1));
  useToastStore().toasts[0]?.action?.run();
  await vi.waitFor(async () => expect((await shown()).map(({ bpm }) => bpm)).toEqual([null, null]));
});

test('one track is named where it is corrected, several are counted', async () => {
  const first = await open({ of: 'key', trackIds: ids.slice(0, 1), key: { tonic: 9, mode: 'minor' } });
  await userEvent.click(button(first, /^Use A minor/));
  const title = (await trackViews(device.db, ids))[0]?.title;
  await vi.waitFor(() => expect(useToastStore().toasts.map(({ message }) => message)).toEqual([`${title}: now in Am`]));
  useCorrectingStore().correct({ of: 'key', trackIds: ids, title: null, tempoBpm: null, key: { tonic: 0, mode: 'major' }, corrected: false });
  const second = await vi.waitFor(() => {
    const dialog = document.querySelector<HTMLElement>('[role=dialog]');
    expect(dialog?.textContent).toContain('2 tracks');
    return dialog as HTMLElement;
  });
  await userEvent.click(button(second, /^Use C major/));
  await vi.waitFor(() => expect(useToastStore().toasts.at(-1)?.message).toBe('2 tracks: now in C'));
});

test('what is no tempo is told, and cannot be used', async () => {
  const dialog = await open({ of: 'tempo' });
  await userEvent.fill(field(dialog), '4000');
  expect(dialog.textContent).toContain('A tempo lies between 20 and 400 BPM.');
  expect(button(dialog, /^Use$/).disabled).toBe(true);
});

test('the pad has the focus, and Space on each beat counts the tempo', async () => {
  const dialog = await open({ of: 'tempo', trackIds: ids.slice(0, 1), title: 'One', tempoBpm: 60 });
  const pad = button(dialog, /Tap along here/);
  await vi.waitFor(() => expect(document.activeElement).toBe(pad));
  for (const atMs of [0, 500, 1000, 1500, 2000]) tapAt(pad, atMs);
  await vi.waitFor(() => expect(field(dialog).value).toBe('120.0'));
  expect(pad.textContent).toContain('Counted from 5 taps');
});

test('a key is picked from the list, by the keyboard too', async () => {
  const dialog = await open({ of: 'key', key: { tonic: 9, mode: 'minor' } });
  const chosen = [...dialog.querySelectorAll<HTMLElement>('[role=radio]')].find((each) => each.getAttribute('aria-checked') === 'true') as HTMLElement;
  expect(chosen.textContent).toContain('8A');
  await vi.waitFor(() => expect(document.activeElement).toBe(chosen));
  // Reka chooses what is focused a task after the key went down, if it is down still, as under a finger.
  await userEvent.keyboard('{ArrowDown>}');
  await vi.waitFor(() => expect(button(dialog, /^Use C major \(8B\)$/)).toBeTruthy());
  await userEvent.keyboard('{/ArrowDown}');
  await userEvent.click(button(dialog, /^Use C major/));
  await vi.waitFor(async () => expect((await shown()).map(({ tonic }) => tonic)).toEqual([0, 0]));
});
