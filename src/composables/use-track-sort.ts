// The order of a list of tracks, held by the address.
import { computed } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { SORT_FIELDS, type Sort, type SortField } from '../domain/query/query';

/** What people look for at the top: the newest, the loudest, the best. */
const DESCENDING_FIRST: readonly SortField[] = ['rating', 'playCount', 'addedAtMs'];

/** @param otherwise the order where the address names none */
export function useTrackSort(otherwise: () => Sort) {
  const route = useRoute();
  const router = useRouter();
  const sort = computed((): Sort => {
    const by = SORT_FIELDS.find((field) => field === route.query['sort']);
    return by ? { by, descending: route.query['dir'] === 'desc' } : otherwise();
  });

  /** The same column again turns the order round. */
  function sortBy(by: SortField): void {
    const descending = sort.value.by === by ? !sort.value.descending : DESCENDING_FIRST.includes(by);
    void router.replace({ query: { ...route.query, sort: by, dir: descending ? 'desc' : 'asc' } });
  }

  return { sort, sortBy };
}
