// How long the work will still take, as a person says it: a span, no wider than it has to be.
import type { TimeLeft } from '../../domain/work/estimate';

/** Unit, its seconds, the step that it is rounded to, and the most seconds that are told in it. */
const UNITS = [
  ['second', 1, 5, 90],
  ['minute', 60, 1, 90 * 60],
  ['hour', 3600, 0.5, 36 * 3600],
  ['day', 86_400, 0.5, Infinity],
] as const;

/** `12–18 min`, or `12 min` where both ends come to the same. */
export function spanOf({ low, high }: Pick<TimeLeft, 'low' | 'high'>, locale: string): string {
  const [unit, seconds, step] = UNITS.find(([, , , most]) => high < most) ?? UNITS[3];
  const rounded = (s: number): number => Math.max(step, Math.round(s / seconds / step) * step);
  const format = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 });
  const [from, to] = [rounded(low), rounded(Math.max(low, high))];
  return from === to ? format.format(to) : format.formatRange(from, to);
}
