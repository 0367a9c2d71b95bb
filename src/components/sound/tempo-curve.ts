// How likely each tempo is, as a curve over a scale that counts a doubling as equal steps.
import { tempoPlace } from '../track/tempo-chart';

/** Value i of a distribution stands for 30 + i BPM. */
const FIRST_BPM = 30;

/** Path data in a box of 1000 × 100, closed along the bottom; '' where nothing is likely. */
export function tempoCurve(distribution: Uint8Array): string {
  const most = distribution.reduce((highest, value) => Math.max(highest, value), 0);
  if (most === 0) return '';
  const points = Array.from(distribution, (value, i) => `${round(tempoPlace(FIRST_BPM + i) * 1000)} ${round(100 - (value / most) * 96)}`);
  return `M0 100L${points.join('L')}L1000 100Z`;
}

/** The likeliest tempo near a place of the chart (0–1), for a pointer: null where nothing is likely there. */
export function tempoNear(distribution: Uint8Array, place: number): number | null {
  const reach = 0.02;
  let best = -1;
  for (let i = 0; i < distribution.length; i++) {
    if (Math.abs(tempoPlace(FIRST_BPM + i) - place) <= reach && (best < 0 || (distribution[i] as number) > (distribution[best] as number))) best = i;
  }
  return best >= 0 && (distribution[best] as number) > 0 ? FIRST_BPM + best : null;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
