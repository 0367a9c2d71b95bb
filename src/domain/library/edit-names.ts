// Lists of names of many tracks that differ: a name is added to all of them, or taken from those that have it, and each keeps what else it has.

/** What a person wants of the lists of many tracks. No name is in both. */
export interface NamesChange {
  /** For every track. */
  readonly added: readonly string[];
  /** From every track that has it. */
  readonly removed: readonly string[];
}

export const NO_CHANGE: NamesChange = { added: [], removed: [] };

export function isChange({ added, removed }: NamesChange): boolean {
  return added.length > 0 || removed.length > 0;
}

/** A track's list with a change: what is new comes last. */
export function changedNames(own: readonly string[], { added, removed }: NamesChange): string[] {
  return [...own.filter((name) => !removed.includes(name)), ...added.filter((name) => !own.includes(name))];
}

/** In how many of these lists each name is, those in most of them first. */
export function nameCounts(lists: readonly (readonly string[])[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const list of lists) for (const name of new Set(list)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return new Map([...counts].sort(([, a], [, b]) => b - a));
}

/**
 * A change that goes on.
 * @param shown the names there were on the screen
 * @param wanted what a person made of them: new ones are for all tracks, those left out for none
 */
export function changeTo(change: NamesChange, shown: readonly string[], wanted: readonly string[]): NamesChange {
  const coming = wanted.filter((name) => !shown.includes(name));
  const going = shown.filter((name) => !wanted.includes(name));
  return {
    added: [...change.added.filter((name) => !going.includes(name)), ...coming],
    removed: [...change.removed.filter((name) => !coming.includes(name)), ...going],
  };
}

/** A change that gives every track a name which some of them have. */
export function changeForAll(change: NamesChange, name: string): NamesChange {
  return change.added.includes(name) ? change : { added: [...change.added, name], removed: change.removed.filter((each) => each !== name) };
}
