// Hybrid logical clock (Kulkarni et al., "Logical Physical Clocks", 2014), as a string that sorts in time order.

/** `<48-bit ms, 12 hex>-<counter, 4 hex>-<device id>`: comparing strings compares times. */
export type Hlc = string;

const MAX_COUNTER = 0xffff;

/**
 * The next timestamp after `last` on this device.
 * @param last the greatest timestamp seen, or null at first
 * @param nowMs the wall clock; may run backwards
 */
export function tick(last: Hlc | null, nowMs: number, deviceId: string): Hlc {
  const lastMs = last ? hlcMs(last) : 0;
  const lastCounter = last ? parseInt(last.slice(13, 17), 16) : 0;
  if (nowMs > lastMs) return format(nowMs, 0, deviceId);
  return lastCounter < MAX_COUNTER ? format(lastMs, lastCounter + 1, deviceId) : format(lastMs + 1, 0, deviceId);
}

/** Wall-clock milliseconds of a timestamp. */
export function hlcMs(hlc: Hlc): number {
  return parseInt(hlc.slice(0, 12), 16);
}

/** The device that wrote at this time. */
export function deviceOf(hlc: Hlc): string {
  return hlc.slice(18);
}

/** The greatest timestamp seen, after others arrived: what this device writes next is later than all it knows. */
export function receive(last: Hlc | null, arrived: Iterable<Hlc>): Hlc | null {
  let greatest = last;
  for (const hlc of arrived) if (greatest === null || hlc > greatest) greatest = hlc;
  return greatest;
}

/** Whether a timestamp lies further ahead of a clock than is allowed: such a time would win over every later choice. */
export function isAhead(hlc: Hlc, nowMs: number, maxDriftMs: number): boolean {
  return hlcMs(hlc) > nowMs + maxDriftMs;
}

export interface Restamping {
  /** The greatest timestamp seen that is within bounds: new ones lie past it, since whoever wrote had seen it. */
  readonly floor: Hlc | null;
  /** The right clock now. */
  readonly nowMs: number;
  /** The right clock minus this device's. */
  readonly offsetMs: number;
  readonly deviceId: string;
}

/**
 * New times for changes that were written with a clock far ahead: in the same order, past all that was seen, not past the
 * right clock's now unless that was, and as far as possible at the moment when they were really made.
 * @param hlcs in order
 */
export function restamp(hlcs: readonly Hlc[], { floor, nowMs, offsetMs, deviceId }: Restamping): Hlc[] {
  let last = floor;
  return hlcs.map((hlc) => {
    last = tick(last, Math.min(hlcMs(hlc) + offsetMs, nowMs), deviceId);
    return last;
  });
}

function format(ms: number, counter: number, deviceId: string): Hlc {
  return `${Math.floor(ms).toString(16).padStart(12, '0')}-${counter.toString(16).padStart(4, '0')}-${deviceId}`;
}
