// True once something has been on its way for so long that words are due.
import { onScopeDispose, ref, type Ref } from 'vue';

const LONG_MS = 2000;

export function useLongWait(): Readonly<Ref<boolean>> {
  const long = ref(false);
  const timer = setTimeout(() => (long.value = true), LONG_MS);
  onScopeDispose(() => clearTimeout(timer));
  return long;
}
