// Draws the bars of a waveform on a canvas, mirrored round the middle.
import type { WaveBars } from './wave-bars';

export interface WaveInk {
  readonly peak: string;
  readonly low: string;
  readonly mid: string;
  readonly high: string;
}

/** Distance from bar to bar and width of a bar. */
const PITCH_PX = 3;
const BAR_PX = 2;
/** Silence is a line, not nothing. */
const SHORTEST_PX = 1;

export interface WaveSize {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Pixels of the screen for one of the page. */
  readonly density: number;
}

/** The bars that fit. */
export function barCount(widthPx: number): number {
  return Math.max(0, Math.floor(widthPx / PITCH_PX));
}

/** One path a band, from the outside in: four fills for a whole picture. Edges lie on pixels of the screen, so that bars are sharp. */
export function paintWave(context: CanvasRenderingContext2D, bars: WaveBars, ink: WaveInk, { widthPx, heightPx, density }: WaveSize): void {
  const [width, height] = [Math.round(widthPx * density), Math.round(heightPx * density)];
  context.clearRect(0, 0, width, height);
  const count = bars.peak.length;
  if (count === 0) return;
  const half = height / 2;
  const barWidth = Math.max(1, Math.round(BAR_PX * density));
  const draw = (heights: Float32Array, color: string, shortest: number) => {
    context.beginPath();
    for (let i = 0; i < count; i++) {
      const reach = Math.max(shortest, Math.round((heights[i] as number) * half));
      if (reach > 0) context.rect(Math.round((i * width) / count), Math.round(half) - reach, barWidth, 2 * reach);
    }
    context.fillStyle = color;
    context.fill();
  };
  const withBands = bars.high.some((height) => height > 0);
  draw(bars.peak, withBands ? ink.peak : ink.low, Math.round((SHORTEST_PX * density) / 2));
  if (!withBands) return;
  draw(bars.high, ink.high, 0);
  draw(bars.mid, ink.mid, 0);
  draw(bars.low, ink.low, 0);
}
