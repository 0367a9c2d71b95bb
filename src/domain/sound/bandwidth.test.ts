import { describe, expect, it } from 'vitest';
import { bandwidthOf, type Bandwidth } from './bandwidth';
import { MeanSpectrum } from './mean-spectrum';
import { feed, noise } from './testing/test-tones';
import { kaiser, sinc } from './windowed-sinc';

function bandwidth(wave: Float32Array, sampleRateHz = 44100): Bandwidth {
  const spectrum = new MeanSpectrum(sampleRateHz);
  const lane = spectrum.lane();
  feed({ add: ([mono], frames, at) => lane.add(mono as Float32Array, frames, at) }, [wave], 1152);
  return bandwidthOf(spectrum.spectrum());
}

/** Noise through a steep low-pass, as an encoder leaves it, with the dither of 16 bits. */
function lowPassed(seconds: number, edgeHz: number, sampleRateHz: number, gain = 0.1): Float32Array {
  const [half, cutoff] = [Math.round(sampleRateHz / 172), (2 * edgeHz) / sampleRateHz];
  const taps = Float64Array.from({ length: 2 * half + 1 }, (_, j) => cutoff * sinc(cutoff * (j - half)) * kaiser((j - half) / (half + 1)));
  const [wide, dither] = [noise(seconds * sampleRateHz + 2 * half, 3), noise(seconds * sampleRateHz, 5)];
  return dither.map((d, i) => {
    let sum = 0;
    for (let j = 0; j < taps.length; j++) sum += (taps[j] as number) * (wide[i + j] as number);
    return gain * sum + d / 65_536;
  });
}

/** Noise whose level falls by 12 dB an octave from 500 Hz: dull, and cut off nowhere. */
function dull(seconds: number, sampleRateHz: number): Float32Array {
  const gain = 1 - Math.exp((-2 * Math.PI * 500) / sampleRateHz);
  let [a, b] = [0, 0];
  return noise(seconds * sampleRateHz, 9).map((x) => {
    a += gain * (x - a);
    b += gain * (a - b);
    return b;
  });
}

/** Even in time: a stretch is looked at twice a second, so what the last half second adds may be missed. */
function sweep(untilHz: number, seconds: number, sampleRateHz: number): Float32Array {
  return Float32Array.from({ length: seconds * sampleRateHz }, (_, i) => 0.5 * Math.sin((Math.PI * untilHz * i * i) / (seconds * sampleRateHz ** 2)));
}

describe('bandwidth', () => {
  it.each([11_000, 16_000, 18_500])('of what an encoder cut at %i Hz is marked there', (edgeHz) => {
    const { bandwidthHz, bandLimitedHz } = bandwidth(lowPassed(6, edgeHz, 44100));
    expect(Math.abs((bandLimitedHz ?? 0) - edgeHz)).toBeLessThan(300);
    expect(bandwidthHz).toBe(bandLimitedHz);
  });

  it('is marked in quiet recordings, and in 96 kHz files made from 44.1 kHz', () => {
    expect(Math.abs((bandwidth(lowPassed(6, 16_000, 44100, 0.005)).bandLimitedHz ?? 0) - 16_000)).toBeLessThan(300);
    expect(Math.abs((bandwidth(lowPassed(4, 21_000, 96000), 96000).bandLimitedHz ?? 0) - 21_000)).toBeLessThan(400);
  });

  it('of noise is all there is, and not marked', () => {
    expect(bandwidth(noise(44100 * 5))).toEqual({ bandwidthHz: 22_050, bandLimitedHz: null });
  });

  it('of music that falls by itself is not marked', () => expect(bandwidth(dull(5, 44100)).bandLimitedHz).toBeNull());

  it('of a recording that ends where converters end is not marked', () => {
    expect(bandwidth(lowPassed(5, 20_800, 44100)).bandLimitedHz).toBeNull();
  });

  it('of a sweep is where it ends', () => {
    expect(Math.abs((bandwidth(sweep(12_000, 20, 44100)).bandwidthHz ?? 0) - 12_000)).toBeLessThan(400);
  });

  it('has no value for silence, for less than a stretch, and for samples that are no numbers', () => {
    const nothing = { bandwidthHz: null, bandLimitedHz: null };
    expect(bandwidth(new Float32Array(44100))).toEqual(nothing);
    expect(bandwidth(noise(1000))).toEqual(nothing);
    expect(bandwidth(new Float32Array(44100).fill(NaN))).toEqual(nothing);
  });
});

describe('the mean spectrum', () => {
  it('holds the power of a sine in its line', () => {
    const [rate, line] = [48000, 100];
    const spectrum = new MeanSpectrum(rate);
    const frequencyHz = (line * rate) / 2048;
    const wave = Float32Array.from({ length: rate * 2 }, (_, i) => 0.5 * Math.sin((2 * Math.PI * frequencyHz * i) / rate));
    spectrum.lane().add(wave, wave.length, 0);
    const { powers, lineHz } = spectrum.spectrum() ?? { powers: new Float64Array(0), lineHz: 0 };
    expect(lineHz).toBe(rate / 2048);
    expect(10 * Math.log10(powers[line] as number)).toBeCloseTo(-6.02, 2);
    expect(10 * Math.log10(powers[line + 10] as number)).toBeLessThan(-80);
  });

  it('leaves out a stretch with a hole in it', () => {
    const spectrum = new MeanSpectrum(48000);
    const lane = spectrum.lane();
    lane.add(noise(3000), 3000, 0);
    lane.add(noise(3000), 3000, 4000);
    expect(spectrum.spectrum()).toBeNull();
  });
});
