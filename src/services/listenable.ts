// A service owns its state and tells listeners: the one pattern behind every store.

export interface Listenable<S> {
  state(): S;
  /** @returns a function that ends the subscription */
  subscribe(listener: (state: S) => void): () => void;
}

export interface Channel<S> extends Listenable<S> {
  /** Replaces parts of the state and tells every listener. */
  set(patch: Partial<S>): void;
}

/** State with listeners; listeners are told in the order they came, at once. */
export function channel<S extends object>(initial: S): Channel<S> {
  let current = initial;
  const listeners = new Set<(state: S) => void>();
  return {
    state: () => current,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    set(patch) {
      current = { ...current, ...patch };
      for (const listener of [...listeners]) listener(current);
    },
  };
}
