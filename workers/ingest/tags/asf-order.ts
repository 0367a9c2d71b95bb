// The order of WMA tags.

/** What a WMA names in an object of its own, in this order. */
const MAIN = ['Title', 'Author', 'Copyright', 'Description', 'Rating'];

/** Further values of tags stand in the header's extension, which mostly comes ahead of the objects with the first ones: they go behind. */
export function firstValuesFirst<T extends { readonly id: string }>(tags: readonly T[]): readonly T[] {
  const at = tags.findIndex(({ id }, i) => id === 'Title' || (id === 'Author' && tags.slice(i + 1).every((other) => !MAIN.includes(other.id))));
  return at <= 0 ? tags : [...tags.slice(at), ...tags.slice(0, at)];
}
