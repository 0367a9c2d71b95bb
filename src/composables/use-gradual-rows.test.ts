import { expect, onTestFinished, test } from 'vitest';
import { effectScope, nextTick, shallowRef } from 'vue';
import { useGradualRows } from './use-gradual-rows';

const rows = (first: number, end: number) => Array.from({ length: end - first }, (_, i) => first + i);

/** A list whose breaks end when the test says so. */
function list(keys: readonly number[]) {
  const ready = shallowRef(keys);
  const breaks: (() => void)[] = [];
  const scope = effectScope();
  onTestFinished(() => scope.stop());
  const drawn = scope.run(() => useGradualRows(() => ready.value, () => new Promise((resolve) => breaks.push(resolve))));
  return {
    scope, breaks,
    drawn: () => [...(drawn?.value ?? [])],
    set: async (next: readonly number[]) => {
      ready.value = next;
      await nextTick();
    },
    nextTask: async () => {
      breaks.splice(0).forEach((end) => end());
      await nextTick();
    },
  };
}

test('a screen full of new rows is drawn from the top, eight rows a task', async () => {
  const { drawn, nextTask, breaks } = list(rows(0, 20));
  expect(drawn()).toEqual(rows(0, 8));
  await nextTask();
  expect(drawn()).toEqual(rows(0, 16));
  await nextTask();
  expect(drawn()).toEqual(rows(0, 20));
  expect(breaks).toHaveLength(0);
});

test('scrolling by a few rows draws them at once, and keeps those that stay', async () => {
  const { drawn, set, breaks } = list(rows(0, 8));
  await set(rows(5, 13));
  expect(drawn()).toEqual(rows(5, 13));
  expect(breaks).toHaveLength(0);
});

test('a row that left is drawn anew when it comes back', async () => {
  const { drawn, set } = list(rows(0, 8));
  await set(rows(100, 108));
  expect(drawn()).toEqual(rows(100, 108));
  await set(rows(0, 20));
  expect(drawn()).toEqual(rows(0, 8));
});

test('a list that changes in every task is drawn to its end all the same', async () => {
  const { drawn, set } = list(rows(0, 20));
  await set([...rows(0, 20)]);
  await set([...rows(0, 20)]);
  expect(drawn()).toEqual(rows(0, 20));
});

test('an older order is not drawn on after a newer one', async () => {
  const { drawn, set, nextTask } = list(rows(0, 20));
  await set(rows(50, 70));
  await nextTask();
  await nextTask();
  expect(drawn()).toEqual(rows(50, 70));
});

test('nothing is drawn after the list is gone', async () => {
  const { drawn, scope, nextTask } = list(rows(0, 20));
  scope.stop();
  await nextTask();
  expect(drawn()).toEqual(rows(0, 8));
});
