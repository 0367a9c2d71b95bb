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

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
