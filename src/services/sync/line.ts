// Whether there is a network, as far as the browser knows, and when it is worth asking the server again.
import type { Line } from './session';

/** @param page `window` */
export function browserLine(page: Window): Line {
  return {
    isOnline: () => page.navigator.onLine,
    onChange(listener) {
      const onVisible = (): void => {
        if (page.document.visibilityState === 'visible') listener();
      };
      page.addEventListener('online', listener);
      page.addEventListener('offline', listener);
      page.document.addEventListener('visibilitychange', onVisible);
      return () => {
        page.removeEventListener('online', listener);
        page.removeEventListener('offline', listener);
        page.document.removeEventListener('visibilitychange', onVisible);
      };
    },
  };
}
