// Whether the browser has a network at all.
import { onScopeDispose, ref, type Ref } from 'vue';

export function useOnline(): Readonly<Ref<boolean>> {
  const online = ref(navigator.onLine);
  const look = (): void => void (online.value = navigator.onLine);
  const kinds = ['online', 'offline'] as const;
  for (const kind of kinds) window.addEventListener(kind, look);
  onScopeDispose(() => {
    for (const kind of kinds) window.removeEventListener(kind, look);
  });
  return online;
}
