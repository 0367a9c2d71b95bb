// A query that runs again whenever what it read has changed, in this tab, another tab or a worker.
import { liveQuery } from 'dexie';

/**
 * Tells `onValue` the first answer and every later one.
 * @param query must read through Dexie alone, or it ends its transaction
 * @returns a function that ends the subscription
 */
export function observe<T>(query: () => Promise<T>, onValue: (value: T) => void, onError: (thrown: unknown) => void = () => undefined): () => void {
  const subscription = liveQuery(query).subscribe(onValue, onError);
  return () => subscription.unsubscribe();
}

/**
 * As `observe`, for a query that costs: while changes come fast, it runs about twice each `everyMs`; at rest never.
 * @returns a function that ends the subscription
 */
export function observeCalmly<T>(query: () => Promise<T>, everyMs: number, onValue: (value: T) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let end: () => void = () => undefined;

  function begin(): void {
    let isFirst = true;
    end = observe(query, (value) => {
      onValue(value);
      if (!isFirst) {
        end();
        timer = setTimeout(begin, everyMs);
      }
      isFirst = false;
    });
  }

  begin();
  return () => {
    clearTimeout(timer);
    end();
  };
}
