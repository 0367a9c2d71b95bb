// How many audio workers may run, and why not more: the policy alone, without clocks and browsers.
import type { Brake, SpeedSettings } from '../../domain/work/pace';

const MOST_WORKERS = 8;
/** Below this charge one worker is enough. */
const LOW_BATTERY = 0.2;
/** Where gentle can do with no fewer workers, each rests for this part of the time that its last file took. */
const REST_SHARE = 0.25;

/** One worker a core, one core left for the page; each worker holds its models and some minutes of PCM. */
export function poolSize(hardwareConcurrency: number): number {
  return Math.min(MOST_WORKERS, Math.max(1, hardwareConcurrency - 1));
}

/** As the browser tells it. */
export interface Battery {
  readonly charging: boolean;
  /** 0–1. */
  readonly level: number;
}

export interface Conditions {
  readonly mostWorkers: number;
  readonly settings: SpeedSettings;
  /** null where the browser does not tell. */
  readonly battery: Battery | null;
  /** Whether a person uses the app at this moment. */
  readonly inUse: boolean;
  /** What a page that could not keep up, or music that stuttered, leaves; null while neither does. */
  readonly strain: { readonly brake: 'busy' | 'music'; readonly workers: number } | null;
}

export interface Allowance {
  readonly gait: 'gentle' | 'full';
  /** 0 to `mostWorkers`. */
  readonly workers: number;
  /** Rest between two files as a part of the time that the last one took; 0 for none. */
  readonly restShare: number;
  /** Weightiest first. */
  readonly brakes: readonly Brake[];
}

export function allowance({ mostWorkers, settings, battery, inUse, strain }: Conditions): Allowance {
  const gait = settings.overnight || settings.speed === 'full' || !inUse ? 'full' : 'gentle';
  const onBattery = battery !== null && !battery.charging;
  const limits: [Brake, number][] = [];
  if (onBattery && settings.onlyCharging) limits.push(['charger', 0]);
  if (strain) limits.push([strain.brake, strain.workers]);
  if (onBattery) limits.push(['battery', battery.level <= LOW_BATTERY ? 1 : halfOf(mostWorkers)]);
  if (gait === 'gentle') limits.push(['person', halfOf(mostWorkers)]);
  const workers = Math.min(mostWorkers, ...limits.map(([, most]) => most));
  const restShare = gait === 'gentle' && mostWorkers === 1 ? REST_SHARE : 0;
  const brakes = limits.filter(([brake, most]) => most < mostWorkers || (brake === 'person' && restShare > 0));
  return { gait, workers, restShare, brakes: brakes.sort((a, b) => a[1] - b[1]).map(([brake]) => brake) };
}

function halfOf(workers: number): number {
  return Math.max(1, Math.floor(workers / 2));
}
