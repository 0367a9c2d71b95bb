// Dialogs: where the focus goes when they close.
import { afterEach, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { createApp, defineComponent, h, ref, type App } from 'vue';
import { createI18n } from 'vue-i18n';
import { followFocus } from '../../composables/use-focus-return';
import en from '../../locales/en';
import Dialog from './Dialog.vue';

let mounted: App | undefined;
afterEach(() => {
  mounted?.unmount();
  document.body.replaceChildren();
});

/** A list, and a menu of it whose entry opens a dialog and goes. */
function mountPage(): void {
  const [menu, open] = [ref(true), ref(false)];
  const choose = () => {
    open.value = true;
    menu.value = false;
  };
  const page = defineComponent({
    setup: () => {
      followFocus();
      return () => [
        h('div', { tabindex: 0, id: 'list' }, 'tracks'),
        menu.value ? h('div', { role: 'menu' }, [h('button', { id: 'entry', onClick: choose }, 'Edit')]) : null,
        h(Dialog, { title: 'Edit', open: open.value, 'onUpdate:open': (now: boolean | undefined) => { open.value = now === true; } }, () => h('input')),
      ];
    },
  });
  mounted = createApp(page).use(createI18n({ legacy: false, locale: 'en', messages: { en } }));
  mounted.mount(document.body.appendChild(document.createElement('div')));
}

test('the focus returns to what had it before the menu that opened the dialog', async () => {
  mountPage();
  const at = (id: string) => document.getElementById(id) as HTMLElement;
  at('list').focus();
  at('entry').focus();
  await userEvent.keyboard('{Enter}');
  await vi.waitFor(() => expect(document.querySelector('[role=dialog]')?.contains(document.activeElement)).toBe(true));
  await userEvent.keyboard('{Escape}');
  await vi.waitFor(() => expect(document.querySelector('[role=dialog]')).toBeNull());
  await vi.waitFor(() => expect(document.activeElement).toBe(at('list')));
});
