// The part of a file that a request asks for.

export interface AskedRange {
  readonly start: number;
  /** Inclusive; null to the end. */
  readonly end: number | null;
}

/**
 * Reads a `Range` header (RFC 9110, 14.2). What is not one range from a first byte on is ignored, as the RFC allows:
 * the length of a file is known only to the device that holds it.
 * @returns null for the whole file
 */
export function parseRange(header: string | undefined): AskedRange | null {
  const [, first, last] = /^bytes=(\d{1,15})-(\d{0,15})$/.exec(header?.trim() ?? '') ?? [];
  if (first === undefined) return null;
  const start = Number(first);
  const end = last ? Number(last) : null;
  return end !== null && end < start ? null : { start, end };
}
