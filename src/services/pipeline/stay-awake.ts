// Keeps the screen on while the library is analysed overnight: a sleeping device analyses nothing. Each tab asks for itself; the one that is seen gets it.
import type { Listenable } from '../listenable';
import type { PipelineState } from './pipeline';

export interface AwakeDeps {
  readonly pipeline: Listenable<PipelineState>;
  /** `navigator.wakeLock`; undefined where the browser has none. */
  readonly wakeLock: Pick<WakeLock, 'request'> | undefined;
  readonly page: Pick<Document, 'visibilityState' | 'addEventListener' | 'removeEventListener'>;
}

/** @returns a function that ends it */
export function stayAwake({ pipeline, wakeLock, page }: AwakeDeps): () => void {
  return wakeLock ? keepAwake({ pipeline, wakeLock, page }) : () => undefined;
}

function keepAwake({ pipeline, wakeLock, page }: AwakeDeps & { readonly wakeLock: Pick<WakeLock, 'request'> }): () => void {
  let lock: WakeLockSentinel | null = null;
  let asking = false;

  const isWanted = (): boolean => {
    const { pace, phase } = pipeline.state();
    return pace.overnight && phase === 'running' && page.visibilityState === 'visible';
  };

  async function follow(): Promise<void> {
    if (asking) return;
    if (!isWanted()) return void release();
    // The browser takes it back when the page is hidden.
    if (lock && !lock.released) return;
    asking = true;
    try {
      lock = await wakeLock.request('screen');
    } catch {
      // Refused, as on a low battery: the work goes on until the device sleeps, and the next sign of life asks again.
    } finally {
      asking = false;
    }
    if (!isWanted()) release();
  }

  function release(): void {
    const held = lock;
    lock = null;
    held?.release().catch(() => undefined);
  }

  const onChange = (): void => void follow();
  const unsubscribe = pipeline.subscribe(onChange);
  page.addEventListener('visibilitychange', onChange);
  onChange();
  return () => {
    unsubscribe();
    page.removeEventListener('visibilitychange', onChange);
    release();
  };
}
