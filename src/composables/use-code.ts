// A code or link for somebody new: asked for on demand, gone once it was used.
import { ref, shallowRef } from 'vue';
import type { AppError, Result } from '../domain/result';
import type { CodeAnswer } from '../domain/sync/protocol';

export function useCode<A extends unknown[]>(ask: (...args: A) => Promise<Result<CodeAnswer>>) {
  const answer = shallowRef<CodeAnswer | null>(null);
  const error = shallowRef<AppError | null>(null);
  const busy = ref(false);

  async function make(...args: A): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    const made = await ask(...args);
    busy.value = false;
    answer.value = made.ok ? made.value : null;
    error.value = made.ok ? null : made.error;
  }

  return { answer, error, busy, make, clear: () => { answer.value = null; } };
}
