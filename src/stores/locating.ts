// The question that locating a missing file may end in, asked from wherever it was begun.
import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import type { TrackId } from '../domain/library/ids';
import type { Pair } from '../domain/library/located';

export type LocateQuestion =
  | { readonly kind: 'other'; readonly pairs: readonly Pair[] }
  | { readonly kind: 'outside'; readonly trackId: TrackId; readonly name: string };

export const useLocatingStore = defineStore('locating', () => {
  const question = shallowRef<LocateQuestion | null>(null);
  /** A scan runs to find what was asked for. */
  const looking = shallowRef(false);
  return { question, looking };
});
