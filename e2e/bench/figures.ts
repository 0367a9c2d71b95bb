// Figures of a benchmark: percentiles, the table that is printed, the file that is written.
import { writeFileSync } from 'node:fs';

/** Names carry their unit, e.g. `searchP95Ms`; a record holds one figure a part. */
export type Figures = Readonly<Record<string, number | Readonly<Record<string, number>>>>;

/** @param share 0.5 for the median, 0.95 for the 95th percentile */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

/** Three significant digits: more would pretend. */
export function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

export function print(figures: Figures): void {
  for (const [name, value] of Object.entries(figures)) {
    const text = typeof value === 'number' ? String(value) : Object.entries(value).map(([part, figure]) => `${part} ${figure}`).join(', ');
    console.log(`${name.padEnd(22)} ${text}`);
  }
}

/** @param args of the command line; `--json FILE` names where the figures go too */
export function writeJson(figures: Figures, args: readonly string[]): void {
  const at = args.indexOf('--json');
  const path = at >= 0 ? args[at + 1] : undefined;
  if (at >= 0 && !path) throw new Error('--json needs a file name');
  if (path) writeFileSync(path, `${JSON.stringify(figures, null, 2)}\n`);
}
