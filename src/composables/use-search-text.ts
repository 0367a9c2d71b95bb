// The text of the search field: held by the address of the tracks page, written while the person types.
import { onScopeDispose, ref, watch } from 'vue';
import { useRoute, useRouter } from 'vue-router';

/** Short enough to feel live, long enough not to ask at every key of a fast typist. */
const DEBOUNCE_MS = 60;
export const SEARCH_FIELD_ID = 'search';

export function useSearchText() {
  const route = useRoute();
  const router = useRouter();
  const here = () => (route.name === 'tracks' && typeof route.query['q'] === 'string' ? route.query['q'] : '');
  const text = ref(here());
  let timer: ReturnType<typeof setTimeout> | undefined;

  watch(() => route.fullPath, () => {
    if (timer === undefined) text.value = here();
  });

  function go(): void {
    clearTimeout(timer);
    timer = undefined;
    if (route.name !== 'tracks') {
      if (text.value.trim() !== '') void router.push({ path: '/tracks', query: { q: text.value } });
      return;
    }
    // A new search begins with its best hits.
    const { sort, dir, ...rest } = route.query;
    delete rest['q'];
    const order = here() === '' && text.value !== '' ? {} : { sort, dir };
    void router.replace({ path: '/tracks', query: text.value === '' ? { ...rest, ...order } : { ...rest, ...order, q: text.value } });
  }

  function type(value: string): void {
    text.value = value;
    clearTimeout(timer);
    timer = setTimeout(go, DEBOUNCE_MS);
  }

  function clear(): void {
    text.value = '';
    go();
  }

  onScopeDispose(() => clearTimeout(timer));
  return { text, type, clear, go };
}

export function useSearchFocus() {
  function focusSearch(): void {
    const field = document.getElementById(SEARCH_FIELD_ID);
    if (!(field instanceof HTMLInputElement)) return;
    field.focus();
    field.select();
  }
  return { focusSearch };
}
