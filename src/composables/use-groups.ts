// Albums, artists, genres and folders, as the search worker groups them.
import type { RootId } from '../domain/library/ids';
import type { Group, GroupKind } from '../domain/query/query';
import { useServices } from './services';
import { useSteadyAnswer } from './use-steady-answer';

/** @param text undefined asks nothing */
export function useGroups(kind: GroupKind, text: () => string | undefined) {
  const { library } = useServices();
  return useSteadyAnswer(text, (asked) => library.groups(kind, asked));
}

export function useFolderGroups(place: () => { readonly rootId: RootId | null; readonly path: string }) {
  const { library } = useServices();
  return useSteadyAnswer(place, ({ rootId, path }) => library.folders(rootId, path));
}

export const GROUP_SORTS = ['name', 'artist', 'year', 'added', 'tracks'] as const;
export type GroupSort = (typeof GROUP_SORTS)[number];

/** Groups come in the order of their names; other orders keep that one among equals. */
export function sortGroups(groups: readonly Group[], by: GroupSort, locale: string): readonly Group[] {
  const collator = new Intl.Collator(locale, { numeric: true });
  switch (by) {
    case 'name': return groups;
    case 'artist': return groups.toSorted((a, b) => collator.compare(a.subtitle ?? '', b.subtitle ?? '') || (a.year ?? 0) - (b.year ?? 0));
    case 'year': return groups.toSorted((a, b) => (b.year ?? 0) - (a.year ?? 0));
    case 'added': return groups.toSorted((a, b) => b.addedAtMs - a.addedAtMs);
    case 'tracks': return groups.toSorted((a, b) => b.trackCount - a.trackCount);
  }
}
