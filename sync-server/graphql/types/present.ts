/** What of `loadMany` is there. @throws what a loader threw */
export function present<T>(loaded: readonly (T | null | Error)[]): T[] {
  return loaded.flatMap((one) => {
    if (one instanceof Error) throw one;
    return one === null ? [] : [one];
  });
}
