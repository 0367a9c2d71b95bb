// Whether a list shows what is here, what is elsewhere, or all; held by the address.
import { computed } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { useServices } from './services';
import { useLiveQuery } from './use-live-query';

export const WHERES = ['all', 'here', 'elsewhere'] as const;
export type Where = (typeof WHERES)[number];

export function useWhere() {
  const route = useRoute();
  const router = useRouter();
  const { db } = useServices();
  const where = computed((): Where => WHERES.find((each) => each === route.query['where']) ?? 'all');
  const { value: elsewhere } = useLiveQuery(() => () => db.holdings.isEmpty().then((empty) => !empty));

  function setWhere(next: Where): void {
    const query = { ...route.query };
    delete query['where'];
    void router.replace({ query: next === 'all' ? query : { ...query, where: next } });
  }

  return { where, setWhere, /** There is something elsewhere, or was. */ offered: computed(() => elsewhere.value === true || where.value !== 'all') };
}
