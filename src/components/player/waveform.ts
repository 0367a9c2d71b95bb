// The shape of the sound as one SVG path of upright bars, mirrored round the middle.
import { peaksAt } from '../../domain/sound/waveform';

/** Distance from bar to bar; the picture of a wave needs about this much to read as bars. */
const PITCH_PX = 4;
const SHORTEST_BAR_PX = 2;

/** Peaks of `count` equal slices, 0–1, scaled so that the loudest fills the height. */
export function barsOf(waveform: Uint8Array, count: number): number[] {
  const loudest = waveform.reduce((most, peak) => Math.max(most, peak), 1);
  return peaksAt(waveform, count).map((peak) => peak / loudest);
}

/** @returns path data for a stroke of half the pitch, or '' where there is no room */
export function waveformPath(waveform: Uint8Array, widthPx: number, heightPx: number): string {
  const count = Math.min(waveform.length, Math.floor(widthPx / PITCH_PX));
  if (count < 1) return '';
  const pitch = widthPx / count;
  return barsOf(waveform, count)
    .map((bar, i) => {
      const half = Math.max(SHORTEST_BAR_PX, bar * (heightPx - 2)) / 2;
      const x = round((i + 0.5) * pitch);
      return `M${x} ${round(heightPx / 2 - half)}V${round(heightPx / 2 + half)}`;
    })
    .join('');
}

/** Where the keys of a slider lead, or null for keys that are not its own. Steps as the rest of the app: 5 s, pages of 30 s. */
export function seekByKey(key: string, positionS: number, durationS: number): number | null {
  const steps: Record<string, number> = { ArrowRight: 5, ArrowUp: 5, ArrowLeft: -5, ArrowDown: -5, PageUp: 30, PageDown: -30 };
  if (key === 'Home') return 0;
  if (key === 'End') return durationS;
  const step = steps[key];
  return step === undefined ? null : Math.min(durationS, Math.max(0, positionS + step));
}

function round(px: number): number {
  return Math.round(px * 10) / 10;
}
