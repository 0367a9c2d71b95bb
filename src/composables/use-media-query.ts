// Whether a media query holds, as it changes.
import { onScopeDispose, ref, type Ref } from 'vue';

export function useMediaQuery(query: string): Readonly<Ref<boolean>> {
  const list = window.matchMedia(query);
  const matches = ref(list.matches);
  const follow = () => (matches.value = list.matches);
  list.addEventListener('change', follow);
  onScopeDispose(() => list.removeEventListener('change', follow));
  return matches;
}

/** Room for the navigation beside the content. */
export function useWide(): Readonly<Ref<boolean>> {
  return useMediaQuery('(min-width: 1024px)');
}
