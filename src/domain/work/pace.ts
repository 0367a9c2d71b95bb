// How fast the pipeline goes: what the person wants, and what holds it back.

/** Settings of this device. */
export interface SpeedSettings {
  /** `gentle`: fewer workers and pauses between tracks while somebody uses the app, all there are once nobody does. */
  readonly speed: 'gentle' | 'full';
  /** Only while the device is plugged in; no effect where the browser does not tell. */
  readonly onlyCharging: boolean;
  /** Full speed with the screen kept on until all is done; ends itself. */
  readonly overnight: boolean;
}

export const DEFAULT_SPEED: SpeedSettings = { speed: 'gentle', onlyCharging: false, overnight: false };

/**
 * Why fewer workers run than could. `person`: the app is in use and the speed is gentle; `battery`: on battery;
 * `charger`: none at all until the device is plugged in; `busy`: the page could not keep up; `music`: playing music stuttered.
 */
export type Brake = 'charger' | 'music' | 'busy' | 'battery' | 'person';

export interface Pace extends SpeedSettings {
  /** As it goes now: gentle is full once nobody uses the app. */
  readonly gait: 'gentle' | 'full';
  /** Workers that may be busy at once. */
  readonly workers: number;
  /** As many as the device has cores for. */
  readonly mostWorkers: number;
  /** Weightiest first; empty while nothing holds it back. */
  readonly brakes: readonly Brake[];
  /** Whether the browser tells if the device is plugged in: "only when charging" can be offered. */
  readonly knowsBattery: boolean;
  /** Whether the browser can keep the screen on: "overnight" can be offered. */
  readonly canStayAwake: boolean;
}

export const INITIAL_PACE: Pace = { ...DEFAULT_SPEED, gait: 'gentle', workers: 1, mostWorkers: 1, brakes: [], knowsBattery: false, canStayAwake: false };
