// The geometry of the Camelot wheel: twelve slices of two rings, 12 at the top, clockwise.
import { camelotCode, keyAt, type KeyName } from '../../domain/sound/camelot';

export interface WheelSlice {
  readonly key: KeyName;
  readonly code: string;
  readonly path: string;
  readonly labelX: number;
  readonly labelY: number;
}

/** In the units of the picture, −100 to 100. The inner ring is minor. */
const RINGS = { A: { inner: 36, outer: 66 }, B: { inner: 67, outer: 98 } } as const;
/** Half a slice, less a hair between neighbours. */
const HALF_RAD = Math.PI / 12 - 0.012;

export function wheelSlices(): WheelSlice[] {
  return (['A', 'B'] as const).flatMap((letter) =>
    Array.from({ length: 12 }, (_, i) => sliceAt(i + 1, letter)));
}

function sliceAt(number: number, letter: 'A' | 'B'): WheelSlice {
  const { inner, outer } = RINGS[letter];
  const middle = (number / 12) * 2 * Math.PI - Math.PI / 2;
  const key = keyAt({ number, letter });
  const [labelX, labelY] = point((inner + outer) / 2, middle);
  return { key, code: camelotCode(key), path: slicePath(inner, outer, middle), labelX, labelY };
}

function slicePath(inner: number, outer: number, middleRad: number): string {
  const [from, to] = [middleRad - HALF_RAD, middleRad + HALF_RAD];
  const at = (radius: number, angle: number) => point(radius, angle).join(' ');
  return `M${at(inner, from)}L${at(outer, from)}A${outer} ${outer} 0 0 1 ${at(outer, to)}L${at(inner, to)}A${inner} ${inner} 0 0 0 ${at(inner, from)}Z`;
}

function point(radius: number, angleRad: number): [number, number] {
  return [round(radius * Math.cos(angleRad)), round(radius * Math.sin(angleRad))];
}

function round(value: number): number {
  return Math.round(value * 100) / 100 + 0;
}
