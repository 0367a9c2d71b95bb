// A set of listeners of one kind.

export interface Listeners<Args extends readonly unknown[]> {
  /** @returns a function that takes it away again */
  add(listener: (...args: Args) => void): () => void;
  tell(...args: Args): void;
  clear(): void;
}

/** @param onThrow told what a listener threw: one that fails must not keep the others from hearing */
export function createListeners<Args extends readonly unknown[]>(onThrow: (thrown: unknown) => void): Listeners<Args> {
  const listeners = new Set<(...args: Args) => void>();
  return {
    add(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tell(...args) {
      for (const listener of listeners) {
        try {
          listener(...args);
        } catch (thrown) {
          onThrow(thrown);
        }
      }
    },
    clear: () => listeners.clear(),
  };
}
