// Recordings that are being copied to this device: how far, and the way to stop. One errand at a time, seen from everywhere.
import { defineStore } from 'pinia';
import { shallowRef } from 'vue';

export interface Keeping {
  readonly title: string;
  /** Which one of them is on its way, from 1. */
  readonly place: number;
  readonly count: number;
  /** Of all of them, 0–1; null while unknown. */
  readonly part: number | null;
  readonly stop: () => void;
}

export const useKeepingStore = defineStore('keeping', () => {
  const keeping = shallowRef<Keeping | null>(null);
  return { keeping };
});
