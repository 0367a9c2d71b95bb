// Stores mirror the state of a service for the screen; main.ts tells each store which service to follow.
import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import type { Listenable } from '../services/listenable';

/**
 * A store whose `state` follows a service for the life of the page.
 * @param initial what is shown until `follow` is called
 */
export function mirrorStore<S extends object>(id: string, initial: S) {
  return defineStore(id, () => {
    const state = shallowRef<S>(initial);
    function follow(service: Listenable<S>): void {
      state.value = service.state();
      service.subscribe((next) => {
        state.value = next;
      });
    }
    return { state, follow };
  });
}
