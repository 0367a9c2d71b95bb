// An answer of the search worker for a list: the answer before stays until the next one is there, so that nothing flickers.
import { onScopeDispose, ref, shallowRef, watch } from 'vue';
import type { AppError, Result } from '../domain/result';
import { useIndexStore } from '../stores/mirrors';

/** While rows stream in, a new answer this often is enough to see them come. */
const REST_MS = 1000;

/** @param question undefined asks nothing yet; a plain object, compared by what it holds */
export function useSteadyAnswer<Q, T>(question: () => Q | undefined, ask: (question: Q) => Promise<Result<T>>) {
  const index = useIndexStore();
  const value = shallowRef<T | null>(null);
  /** The question that `value` answers. */
  const answered = shallowRef<Q | null>(null);
  const error = shallowRef<AppError | null>(null);
  const asking = ref(false);
  let turn = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let again = false;

  async function run(): Promise<void> {
    const asked = question();
    if (asked === undefined || !index.state.ready) return;
    const mine = ++turn;
    asking.value = true;
    const answer = await ask(asked);
    if (mine !== turn) return;
    asking.value = false;
    error.value = answer.ok ? null : answer.error;
    if (!answer.ok) return;
    value.value = answer.value;
    answered.value = asked;
  }

  /** At once, then at most every so often; the last change is never missed. */
  function follow(): void {
    if (timer !== undefined) {
      again = true;
      return;
    }
    void run();
    timer = setTimeout(() => {
      timer = undefined;
      if (again) follow();
      again = false;
    }, REST_MS);
  }

  watch(() => JSON.stringify([question() ?? null, index.state.ready]), () => void run(), { immediate: true });
  watch(() => index.state.revision, follow);
  onScopeDispose(() => {
    turn += 1;
    clearTimeout(timer);
  });
  return { value, answered, error, asking, retry: () => void run() };
}
