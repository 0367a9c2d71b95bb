// A worker for tests that misbehaves on demand.
import { expose } from 'comlink';
import { ok, type Result } from '../../domain/result';

const api = {
  async add(a: number, b: number): Promise<Result<number>> {
    return ok(a + b);
  },
  async count(to: number, tell: (n: number) => void): Promise<Result<number>> {
    for (let n = 1; n <= to; n++) await tell(n);
    return ok(to);
  },
  /** Never answers. */
  async hang(): Promise<Result<null>> {
    return new Promise(() => undefined);
  },
  /** Blocks the thread for ever. */
  async spin(): Promise<Result<null>> {
    for (;;);
  },
  /** Dies outside of any call. */
  async crash(): Promise<Result<null>> {
    setTimeout(() => {
      throw new Error('out of order');
    });
    return new Promise(() => undefined);
  },
  /** A bug in a call. */
  async bug(): Promise<Result<null>> {
    throw new TypeError('not a function');
  },
};

export type OddApi = typeof api;

expose(api);
