// Lists of names in the form that edits tags: one list where all tracks have the same, else what each of them gets and loses.
import { shallowReactive } from 'vue';
import { changedNames, changeForAll, changeTo, isChange, nameCounts, NO_CHANGE, type NamesChange } from '../domain/library/edit-names';
import { sharedValue, type NamesField } from '../domain/library/edit-form';
import type { Tags } from '../domain/library/tags';

/** What the form shows of a list. */
export interface NameList {
  readonly names: readonly string[];
  /** How many tracks have a name, where not all of them do. */
  readonly partly: ReadonlyMap<string, number>;
  /** The tracks differ: what is added or taken away leaves the rest of each as it is. */
  readonly mixed: boolean;
  /** Something was added or taken away. */
  readonly changed: boolean;
}

/** @param tagsFor tags of all tracks as the form starts from them */
export function useNameLists(tagsFor: (field: NamesField) => readonly Tags[]) {
  const changes = shallowReactive(new Map<NamesField, NamesChange>());
  const changeOf = (field: NamesField): NamesChange => changes.get(field) ?? NO_CHANGE;
  const isMixed = (field: NamesField): boolean => sharedValue(tagsFor(field), field) === null;

  function put(field: NamesField, change: NamesChange): void {
    if (isChange(change)) changes.set(field, change);
    else changes.delete(field);
  }

  function countsOf(field: NamesField): ReadonlyMap<string, number> {
    const change = changeOf(field);
    return nameCounts(tagsFor(field).map((tags) => changedNames(tags[field], change)));
  }

  function mixedList(field: NamesField): NameList {
    const counts = countsOf(field);
    const all = tagsFor(field).length;
    // In the order they stood in before: a chip that jumps is one that is lost.
    const before = nameCounts(tagsFor(field).map((tags) => tags[field]));
    const names = [...[...before.keys()].filter((name) => counts.has(name)), ...[...counts.keys()].filter((name) => !before.has(name))];
    return { names, partly: new Map([...counts].filter(([, count]) => count < all)), mixed: true, changed: changes.has(field) };
  }

  return {
    changes,
    isMixed,
    mixedList,
    /** @param wanted the names that shall be left of those shown, and new ones for all */
    want: (field: NamesField, wanted: readonly string[]): void => put(field, changeTo(changeOf(field), [...countsOf(field).keys()], wanted)),
    giveAll: (field: NamesField, name: string): void => put(field, changeForAll(changeOf(field), name)),
    undo: (field: NamesField): void => void changes.delete(field),
    /** With names that are typed but no chips yet. */
    changesWith: (unfinished: readonly (readonly [NamesField, string])[]): ReadonlyMap<NamesField, NamesChange> => new Map([
      ...changes,
      ...unfinished.map(([field, name]) => [field, changeForAll(changeOf(field), name)] as const),
    ]),
  };
}
