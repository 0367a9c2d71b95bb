// Music folders that are not here now: their tracks stay in the lists, greyed.
import type { RootId } from '../domain/library/ids';
import { useFoldersStore } from '../stores/mirrors';

export function useGoneRoots(): (rootId: RootId | null | undefined) => boolean {
  const store = useFoldersStore();
  return (rootId) => store.state.roots.some((root) => root.rootId === rootId && root.access === 'gone');
}
