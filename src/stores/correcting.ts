// The tracks whose tempo or key a person is correcting: menus and cards ask, one dialog answers.
import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import type { TrackId } from '../domain/library/ids';
import type { KeyName } from '../domain/sound/camelot';

export interface Correcting {
  readonly of: 'tempo' | 'key';
  readonly trackIds: readonly TrackId[];
  /** Of the one track; null for several. */
  readonly title: string | null;
  /** What is shown now; null for several tracks, and where there is none. */
  readonly tempoBpm: number | null;
  readonly key: KeyName | null;
  /** Whether there may be a correction to take back. */
  readonly corrected: boolean;
}

export const useCorrectingStore = defineStore('correcting', () => {
  /** A new object each time, so that the dialog begins anew. */
  const correcting = shallowRef<Correcting | null>(null);

  function correct(what: Correcting): void {
    if (what.trackIds.length > 0) correcting.value = { ...what };
  }

  function end(): void {
    correcting.value = null;
  }

  return { correcting, correct, end };
});
