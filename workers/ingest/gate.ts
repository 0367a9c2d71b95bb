// Lets work through, holds it while paused, and ends it when stopped.

/** Thrown to end a scan from anywhere within it; becomes the error `cancelled`. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}

export class Gate {
  private held: PromiseWithResolversLike | null = null;
  private stopped = false;

  pause(): void {
    this.held ??= withResolvers();
  }

  resume(): void {
    this.held?.resolve();
    this.held = null;
  }

  stop(): void {
    this.stopped = true;
    this.resume();
  }

  /** Waits while paused. @throws Stopped */
  async pass(): Promise<void> {
    while (this.held) await this.held.promise;
    if (this.stopped) throw new Stopped();
  }
}

interface PromiseWithResolversLike {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
}

function withResolvers(): PromiseWithResolversLike {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}
