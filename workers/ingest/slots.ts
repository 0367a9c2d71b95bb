// Lets so many things run at once, over whatever order they come in.

export interface Slots {
  /** Resolves when there was room and the task has begun. @throws what a task before it threw */
  begin(task: () => Promise<void>): Promise<void>;
  /** Resolves when all that began has ended. @throws what a task threw */
  finish(): Promise<void>;
}

export function slots(count: number): Slots {
  const running = new Set<Promise<void>>();
  let broken: { readonly thrown: unknown } | null = null;

  function check(): void {
    if (broken) throw broken.thrown;
  }

  return {
    async begin(task) {
      while (running.size >= count) await Promise.race(running);
      check();
      const run: Promise<void> = task()
        .catch((thrown: unknown) => void (broken ??= { thrown }))
        .finally(() => running.delete(run));
      running.add(run);
    },
    async finish() {
      await Promise.all(running);
      check();
    },
  };
}
