// A folder whose files the browser lends: the question what to do with them, and the copy that runs.
import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { CopyProgress, GivenFolder } from '../services/folders/given';

export interface GivenQuestion {
  readonly given: GivenFolder;
  /** What the browser still leaves to the app; null where it does not say. */
  readonly roomBytes: number | null;
}

export interface Copying {
  readonly name: string;
  readonly progress: CopyProgress | null;
  readonly stop: () => void;
}

export const useGivenStore = defineStore('given', () => {
  /** Several folders of one drop are asked about one after the other. */
  const waiting = shallowRef<readonly GivenQuestion[]>([]);
  const question = computed(() => waiting.value[0] ?? null);
  const copying = shallowRef<Copying | null>(null);

  function ask(next: GivenQuestion): void {
    waiting.value = [...waiting.value, next];
  }

  /** @returns what was asked about, once */
  function answer(): GivenQuestion | null {
    const answered = question.value;
    waiting.value = waiting.value.slice(1);
    return answered;
  }

  return { question, copying, ask, answer };
});
