// The Battery Status API, which TypeScript's library does not know.

interface BatteryManager extends EventTarget {
  readonly charging: boolean;
  /** 0–1. */
  readonly level: number;
}

interface Navigator {
  /** Absent outside Chromium. */
  getBattery?(): Promise<BatteryManager>;
}
