import { expect, it } from 'vitest';
import { RateBridge } from './rate-bridge';

const sine = (rateHz: number, frames: number, from = 0) => Float32Array.from({ length: frames }, (_, i) => 0.5 * Math.sin((2 * Math.PI * 1000 * (from + i)) / rateHz));

it.each([[48_000, 44_100], [22_050, 44_100], [44_101, 44_100]])('a tone at %i Hz in blocks of odd lengths is the same tone at %i Hz, and as long', (fromHz, toHz) => {
  const bridge = new RateBridge(fromHz, toHz, 1);
  const out: number[] = [];
  let fed = 0;
  for (const frames of [1, 1000, 999, 4096, 7, fromHz]) {
    out.push(...(bridge.add([sine(fromHz, frames, fed)], frames)[0] as Float32Array));
    fed += frames;
  }
  out.push(...(bridge.end()[0] as Float32Array));
  expect(Math.abs(out.length - (fed * toHz) / fromHz)).toBeLessThanOrEqual(1);
  const expected = sine(toHz, out.length);
  // The filter looks past both ends, where there is silence.
  const worst = Math.max(...out.slice(100, -100).map((x, i) => Math.abs(x - (expected[i + 100] as number))));
  expect(worst).toBeLessThan(0.001);
});
