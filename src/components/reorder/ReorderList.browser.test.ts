import { expect, onTestFinished, test, vi } from 'vitest';
import { createApp, h, nextTick, ref } from 'vue';
import ReorderList from './ReorderList.vue';

/** A list that really moves, 200 px high, with a button a row. */
async function mounted() {
  const keys = ref(['a', 'b', 'c']);
  const removed: number[] = [];
  const move = (from: number, to: number) => {
    const rest = keys.value.filter((_, i) => i !== from);
    keys.value = [...rest.slice(0, to), keys.value[from] as string, ...rest.slice(to)];
  };
  const host = document.body.appendChild(document.createElement('div'));
  const row = ({ index }: { index: number }) => h('button', { 'data-main': '' }, keys.value[index]);
  const app = createApp(() => h(ReorderList, { keys: keys.value, rowHeightPx: 40, label: 'Queue', style: 'height: 200px', onMove: move, onRemove: (index: number) => removed.push(index) }, { default: row }));
  app.mount(host);
  onTestFinished(() => {
    app.unmount();
    host.remove();
  });
  await vi.waitFor(() => expect(host.querySelectorAll('li')).toHaveLength(3));
  const press = async (key: string, altKey = false) => {
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, altKey, bubbles: true }));
    await nextTick();
    await nextTick();
  };
  const focusOn = (text: string) => [...host.querySelectorAll('button')].find((button) => button.textContent === text)?.focus();
  return { keys, removed, press, focusOn };
}

test('Alt and the arrows move a row, and the focus goes with it', async () => {
  const { keys, press, focusOn } = await mounted();
  focusOn('a');
  await press('ArrowDown', true);
  expect(keys.value).toEqual(['b', 'a', 'c']);
  await press('ArrowDown', true);
  expect(keys.value).toEqual(['b', 'c', 'a']);
  expect(document.activeElement?.textContent).toBe('a');
});

test('the last row does not move further down', async () => {
  const { keys, press, focusOn } = await mounted();
  focusOn('c');
  await press('ArrowDown', true);
  expect(keys.value).toEqual(['a', 'b', 'c']);
});

test('Delete takes the row out', async () => {
  const { removed, press, focusOn } = await mounted();
  focusOn('b');
  await press('Delete');
  expect(removed).toEqual([1]);
});
