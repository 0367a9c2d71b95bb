// The focus of a list whose rows leave it.
import { afterEach, expect, test, vi } from 'vitest';
import { createApp, h, shallowRef, useTemplateRef, type App } from 'vue';
import { useRowFocus } from './use-row-focus';

let mounted: App | undefined;
const rows = shallowRef<readonly string[]>([]);

afterEach(() => {
  mounted?.unmount();
  document.body.replaceChildren();
});

function show(names: readonly string[]): void {
  rows.value = names;
  mounted = createApp({
    setup() {
      useRowFocus(useTemplateRef<HTMLElement>('list'), () => rows.value);
      // Names in capitals are heads: nothing can be done with them.
      return () => h('div', { ref: 'list' }, rows.value.map((name, i) => h('div', { key: name, 'aria-posinset': i + 1 }, name === name.toUpperCase() ? name : [h('button', { id: name }, name)])));
    },
  });
  mounted.mount(document.body.appendChild(document.createElement('div')));
}

const focused = () => document.activeElement?.id;

test('the next row gets the focus of one that leaves, and the one before where it was the last', async () => {
  show(['A', 'one', 'B', 'two', 'three']);
  document.getElementById('one')?.focus();
  rows.value = ['B', 'two', 'three'];
  await vi.waitFor(() => expect(focused()).toBe('two'));
  document.getElementById('three')?.focus();
  rows.value = ['B', 'two'];
  await vi.waitFor(() => expect(focused()).toBe('two'));
});

test('a row that stays keeps the focus, and no focus is taken from elsewhere', async () => {
  show(['one', 'two', 'three']);
  document.getElementById('two')?.focus();
  rows.value = ['two', 'three'];
  await vi.waitFor(() => expect(document.querySelectorAll('button')).toHaveLength(2));
  expect(focused()).toBe('two');
  (document.activeElement as HTMLElement).blur();
  rows.value = ['three'];
  await vi.waitFor(() => expect(document.querySelectorAll('button')).toHaveLength(1));
  expect(document.activeElement).toBe(document.body);
});
