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
  const lastMs = last ? parseInt(last.slice(0, 12), 16) : 0;
  const lastCounter = last ? parseInt(last.slice(13, 17), 16) : 0;
  if (nowMs > lastMs) return format(nowMs, 0, deviceId);
  return lastCounter < MAX_COUNTER ? format(lastMs, lastCounter + 1, deviceId) : format(lastMs + 1, 0, deviceId);
}

function format(ms: number, counter: number, deviceId: string): Hlc {
  return `${Math.floor(ms).toString(16).padStart(12, '0')}-${counter.toString(16).padStart(4, '0')}-${deviceId}`;
}
