// How fast the work may go now: settings of the person, battery, use of the app and strain, followed over time.
import { DEFAULT_SPEED, type Pace, type SpeedSettings } from '../../domain/work/pace';
import type { Sign } from './pipeline';
import { allowance, type Allowance, type Battery } from './pool-size';
import { eased, easesAtMs, strained, type Strain } from './strain';

/** Somebody who does nothing for so long looks at something else, or listens. */
const USED_FOR_MS = 30_000;

/** Calls back later. @returns a function that takes it back */
export type After = (ms: number, act: () => void) => () => void;

/** Tells the battery at once and at every change; null where the browser does not tell. @returns a function that ends it */
export type WatchBattery = (listener: (battery: Battery | null) => void) => () => void;

export interface PaceDeps {
  readonly mostWorkers: number;
  readonly canStayAwake: boolean;
  readonly watchBattery: WatchBattery;
  readonly now: () => number;
  readonly after: After;
  readonly onChange: () => void;
}

export interface PaceKeeper {
  pace(): Pace;
  /** Rest between two files as a part of the time that the last one took. */
  restShare(): number;
  settings(): SpeedSettings;
  set(patch: Partial<SpeedSettings>): void;
  feel(sign: Sign): void;
  end(): void;
}

export function createPace({ mostWorkers, canStayAwake, watchBattery, now, after, onChange }: PaceDeps): PaceKeeper {
  let settings = DEFAULT_SPEED;
  let battery: Battery | null = null;
  let usedMs = -Infinity;
  let strain: Strain | null = null;
  let current = look();
  let cancel: () => void = () => undefined;
  let made = false;
  const endBattery = watchBattery((next) => {
    const isNew = battery === null;
    battery = next;
    follow(isNew);
  });
  made = true;

  function look(): Allowance {
    if (strain) strain = eased(strain, mostWorkers, now());
    return allowance({ mostWorkers, settings, battery, strain, inUse: now() - usedMs < USED_FOR_MS });
  }

  function follow(isNew = false): void {
    const before = JSON.stringify(current);
    current = look();
    cancel();
    // The next moment at which it may change by itself.
    const moments = [usedMs + USED_FOR_MS, strain ? easesAtMs(strain) : -Infinity].filter((atMs) => atMs > now());
    cancel = moments.length > 0 ? after(Math.min(...moments) - now(), () => follow()) : () => undefined;
    // Whoever makes it does not have it yet.
    if (made && (isNew || JSON.stringify(current) !== before)) onChange();
  }

  return {
    pace: () => ({
      ...settings, gait: current.gait, workers: current.workers, brakes: current.brakes,
      mostWorkers, knowsBattery: battery !== null, canStayAwake,
    }),
    restShare: () => current.restShare,
    settings: () => settings,
    set(patch) {
      settings = { ...settings, ...patch };
      follow(true);
    },
    feel(sign) {
      if (sign === 'used') usedMs = now();
      else if (sign === 'left') usedMs = -Infinity;
      else strain = strained(strain, sign, current.workers, now());
      follow();
    },
    end() {
      cancel();
      endBattery();
    },
  };
}
