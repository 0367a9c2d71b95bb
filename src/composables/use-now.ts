// The time, as it goes on: for what is so many minutes ago or still valid for so long.
import { onScopeDispose, ref, type Ref } from 'vue';

export function useNow(everyMs: number): Readonly<Ref<number>> {
  const nowMs = ref(Date.now());
  const timer = setInterval(() => (nowMs.value = Date.now()), everyMs);
  onScopeDispose(() => clearInterval(timer));
  return nowMs;
}
