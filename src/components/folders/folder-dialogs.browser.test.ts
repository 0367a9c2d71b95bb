// What a person decides about a music folder: what it passes over, and what becomes of files that the browser lends.
import { createPinia, setActivePinia } from 'pinia';
import { TooltipProvider } from 'reka-ui';
import { afterEach, expect, test, vi } from 'vitest';
import { createApp, h, nextTick, ref, type App, type VNode } from 'vue';
import { createI18n } from 'vue-i18n';
import { SERVICES, type Services } from '../../composables/services';
import type { RootId } from '../../domain/library/ids';
import { err, ok } from '../../domain/result';
import en from '../../locales/en';
import fr from '../../locales/fr';
import type { GivenFolder, GivenFolders } from '../../services/folders/given';
import CopyBar from '../frame/CopyBar.vue';
import { useGivenStore } from '../../stores/given';
import { useToastStore } from '../../stores/toasts';
import GivenDialog from './GivenDialog.vue';
import IgnoreDialog from './IgnoreDialog.vue';

const MB = 1_000_000;
const FOLDER: GivenFolder = { name: 'Music', files: [{ path: '1.mp3', file: new File(['x'], '1.mp3') }], bytes: 30 * MB };

let mounted: App | undefined;
afterEach(() => {
  mounted?.unmount();
  document.body.replaceChildren();
});

function mount(render: () => VNode, services: Partial<Services>, locale = 'en') {
  const pinia = createPinia();
  setActivePinia(pinia);
  const app = createApp({ render: () => h(TooltipProvider, render) });
  app.use(pinia).use(createI18n({ legacy: false, locale, messages: { en, fr } })).provide(SERVICES, services as Services);
  mounted = app;
  app.mount(document.body.appendChild(document.createElement('div')));
  const button = (name: string) => [...document.querySelectorAll('button')].find((each) => (each.getAttribute('aria-label') ?? each.textContent)?.trim() === name);
  const click = async (name: string) => {
    await vi.waitFor(() => expect(button(name)?.disabled, `button “${name}”`).toBe(false));
    button(name)?.click();
    await nextTick();
  };
  return { button, click, text: () => document.body.innerText };
}

test('patterns are shown one a line, and saved without empty lines', async () => {
  const open = ref(false);
  const saved: string[][] = [];
  const { button, click } = mount(() => h(IgnoreDialog, { open: open.value, name: 'Music', patterns: ['Samples/'], 'onUpdate:open': (next: boolean) => { open.value = next; }, onSave: (patterns: string[]) => saved.push(patterns) }), {});
  open.value = true;
  await vi.waitFor(() => expect(document.querySelector('textarea')?.value).toBe('Samples/'));
  expect(button('Save and rescan')?.disabled).toBe(true);
  const area = document.querySelector('textarea') as HTMLTextAreaElement;
  area.value = 'Samples/\n\n*.wav  \n';
  area.dispatchEvent(new Event('input'));
  await click('Save and rescan');
  expect(saved).toEqual([['Samples/', '*.wav']]);
  expect(open.value).toBe(false);
});

function lending(roomBytes: number | null, over: Partial<GivenFolders> = {}, locale = 'en') {
  const calls: string[] = [];
  const given = {
    needed: true, canCopy: true, use: async () => {
      calls.push('use');
      return ok(1 as RootId);
    },
    copy: async () => {
      calls.push('copy');
      return ok(1 as RootId);
    },
    ...over,
  } as GivenFolders;
  const screen = mount(() => h('div', [useGivenStore().question ? h(GivenDialog) : null, h(CopyBar)]), { given }, locale);
  useGivenStore().ask({ given: FOLDER, roomBytes });
  return { ...screen, calls, toasts: () => useToastStore().toasts };
}

test('files are used for the session by one click', async () => {
  const { click, calls, toasts } = lending(null);
  await click('Use it now');
  await vi.waitFor(() => expect(toasts().at(-1)?.message).toBe('Added Music'));
  expect(calls).toEqual(['use']);
  expect(useGivenStore().question).toBeNull();
});

test('before a copy it says what that takes and what is left', async () => {
  const { text, click, calls } = lending(2_000 * MB);
  await vi.waitFor(() => expect(text()).toContain('Takes 30 MB of the 2 GB that the browser leaves.'));
  await click('Copy it');
  await vi.waitFor(() => expect(calls).toEqual(['copy']));
});

test('a copy that does not fit is not offered, in French too', async () => {
  const { text, button } = lending(10 * MB, {}, 'fr');
  await vi.waitFor(() => expect(text()).toContain('le navigateur laisse 10'));
  expect(button('Le copier')?.disabled).toBe(true);
  expect(button('L’utiliser maintenant')?.disabled).toBe(false);
});

test('a browser that cannot write copies is told so, and offers none', async () => {
  const { text, button } = lending(2_000 * MB, { canCopy: false });
  await vi.waitFor(() => expect(text()).toContain('cannot write such copies'));
  expect(button('Copy it')).toBeUndefined();
});

test('a copy shows how far it is, and cancel ends it with a word on what is copied', async () => {
  const { click, text, toasts } = lending(null, {
    copy: (_, onProgress, stopped) => new Promise((resolve) => {
      onProgress({ doneFiles: 0, totalFiles: 1, doneBytes: 15, totalBytes: 30 });
      stopped.addEventListener('abort', () => resolve(err('cancelled')));
    }),
  });
  await click('Copy it');
  await vi.waitFor(() => expect(text()).toContain('Copying 1 of 1: “Music”'));
  expect(document.querySelector('[role=progressbar]')?.getAttribute('aria-valuenow')).toBe('50');
  await click('Cancel');
  await vi.waitFor(() => expect(toasts().at(-1)?.message).toBe('0 of 1 files of “Music” are copied. Choose the folder again to go on.'));
  expect(useGivenStore().copying).toBeNull();
});
