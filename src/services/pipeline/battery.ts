// Follows the battery where the browser tells of it.
import type { WatchBattery } from './pace';

export function batteryWatch(browser: Pick<Navigator, 'getBattery'>): WatchBattery {
  return (listener) => {
    const ended = new AbortController();
    // A browser that has the call and refuses it tells as little as one without.
    browser.getBattery?.().then((battery) => {
      if (ended.signal.aborted) return;
      const tell = (): void => listener({ charging: battery.charging, level: battery.level });
      for (const event of ['chargingchange', 'levelchange']) battery.addEventListener(event, tell, { signal: ended.signal });
      tell();
    }, () => undefined);
    return () => ended.abort();
  };
}
