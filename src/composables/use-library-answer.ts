// An answer of the search worker that follows the library: asked again when the library or the question changes, one at a time.
import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import type { AppError, Result } from '../domain/result';
import { useIndexStore } from '../stores/mirrors';

export interface LibraryAnswer<T> {
  readonly value: Readonly<ShallowRef<T | undefined>>;
  readonly error: Readonly<ShallowRef<AppError | null>>;
  readonly asking: Readonly<Ref<boolean>>;
}

/** While the library changes without end (a first analysis), one new answer in this time is enough. */
const REST_MS = 2000;

/**
 * @param question what the answer depends on; undefined asks nothing
 * @param ask must answer for that question alone
 */
export function useLibraryAnswer<Q, T>(question: () => Q | undefined, ask: (question: Q) => Promise<Result<T>>): LibraryAnswer<T> {
  const index = useIndexStore();
  const value = shallowRef<T>();
  const error = shallowRef<AppError | null>(null);
  const asking = ref(false);
  let turn = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function run(): Promise<void> {
    const asked = question();
    const mine = ++turn;
    if (asked === undefined || !index.state.ready) return;
    asking.value = true;
    const answer = await ask(asked);
    if (mine !== turn) return;
    asking.value = false;
    error.value = answer.ok ? null : answer.error;
    if (answer.ok) value.value = answer.value;
  }

  function later(): void {
    timer ??= setTimeout(() => {
      timer = undefined;
      void run();
    }, REST_MS);
  }

  watch([question, () => index.state.ready], () => {
    value.value = undefined;
    void run();
  }, { immediate: true });
  watch(() => index.state.revision, later);
  onScopeDispose(() => {
    turn++;
    clearTimeout(timer);
  });
  return { value, error, asking };
}
