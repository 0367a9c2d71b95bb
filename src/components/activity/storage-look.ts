// How the storage meter looks: from the accent to grey, the largest part first.
interface Part {
  readonly name: string;
}

interface Use {
  readonly usedBytes: number | null;
  readonly quotaBytes: number | null;
}

/** What the browser calls full is known too late: writes fail then. */
const NEARLY_FULL = 0.9;

/** A CSS colour for each part; what nobody accounts for has that of lines. */
export function shades(parts: readonly Part[]): string[] {
  const named = parts.filter(({ name }) => name !== 'rest').length;
  return parts.map(({ name }, i) => (name === 'rest' ? 'var(--wave-rest)' : `color-mix(in oklab, var(--accent-solid) ${Math.round(100 - (80 * i) / Math.max(1, named - 1))}%, var(--wave-rest))`));
}

export function isNearlyFull(use: Use | null): boolean {
  return use !== null && use.usedBytes !== null && use.quotaBytes !== null && use.usedBytes > use.quotaBytes * NEARLY_FULL;
}
