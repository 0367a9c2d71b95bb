// The folder that the address names, and the way to it.
import { computed } from 'vue';
import { useRoute } from 'vue-router';
import type { RootId } from '../domain/library/ids';
import { useFoldersStore } from '../stores/mirrors';

export function folderAddress(rootId: RootId, path: string): string {
  const parts = path === '' ? [] : path.split('/').map(encodeURIComponent);
  return ['/folders', rootId, ...parts].join('/');
}

export function useFolderPlace() {
  const route = useRoute();
  const store = useFoldersStore();
  const place = computed(() => {
    const rootId = Number(route.params['rootId']);
    const path = route.params['path'];
    return { rootId: (Number.isInteger(rootId) && rootId > 0 ? rootId : null) as RootId | null, path: Array.isArray(path) ? path.join('/') : (path ?? '') };
  });
  const root = computed(() => store.state.roots.find((each) => each.rootId === place.value.rootId) ?? null);
  const crumbs = computed(() => {
    const { rootId, path } = place.value;
    if (rootId === null || !root.value) return [];
    const names = path === '' ? [] : path.split('/');
    return [{ name: root.value.name, to: folderAddress(rootId, '') }, ...names.map((name, i) => ({ name, to: folderAddress(rootId, names.slice(0, i + 1).join('/')) }))];
  });
  return { place, root, crumbs };
}
