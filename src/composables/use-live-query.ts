// A database answer that stays true: runs again when what it read changes, or when what it asks for changes.
import { shallowRef, watchEffect, type ShallowRef } from 'vue';
import { observe } from '../db/observe';
import { messageOf, type AppError } from '../domain/result';

export interface LiveAnswer<T> {
  /** undefined until the first answer; kept while the next one is on its way. */
  readonly value: Readonly<ShallowRef<T | undefined>>;
  readonly error: Readonly<ShallowRef<AppError | null>>;
}

/** @param ask reads what the query depends on and answers with the query; null asks for nothing */
export function useLiveQuery<T>(ask: () => (() => Promise<T>) | null): LiveAnswer<T> {
  const value = shallowRef<T>();
  const error = shallowRef<AppError | null>(null);
  watchEffect((onCleanup) => {
    const query = ask();
    if (!query) {
      value.value = undefined;
      return;
    }
    onCleanup(observe(query, (answer) => {
      value.value = answer;
      error.value = null;
    }, (thrown) => {
      error.value = { code: 'database-failed', detail: messageOf(thrown) };
    }));
  });
  return { value, error };
}
