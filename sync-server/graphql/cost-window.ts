// How much a device may ask for in a minute, in the points that queries cost. Each instance of the server counts for itself.
import { graphqlRefusal } from './refusal';

const WINDOW_MS = 60_000;
const REMEMBERED_DEVICES = 10_000;

export interface CostWindow {
  /** @throws a refusal once the minute's points are spent */
  spend(deviceId: string, points: number): void;
}

export function createCostWindow(now: () => number, pointsPerMinute: number): CostWindow {
  const spent = new Map<string, { startMs: number; points: number }>();
  return {
    spend(deviceId, points) {
      const known = spent.get(deviceId);
      const current = known && now() - known.startMs < WINDOW_MS ? known : { startMs: now(), points: 0 };
      if (current.points + points > pointsPerMinute) throw graphqlRefusal('rate-limited', undefined, { 'retry-after': String(Math.ceil((current.startMs + WINDOW_MS - now()) / 1_000)) });
      current.points += points;
      spent.delete(deviceId);
      spent.set(deviceId, current);
      const oldest = spent.keys().next();
      if (spent.size > REMEMBERED_DEVICES && !oldest.done) spent.delete(oldest.value);
    },
  };
}
