import { describe, expect, it } from 'vitest';
import { feed, noise } from './testing/test-tones';
import { TruePeakMeter } from './true-peak';

const TURN = 2 * Math.PI;

function truePeakDb(planes: readonly Float32Array[], sampleRateHz = 48000, blockFrames = 1000): number {
  const meter = new TruePeakMeter(sampleRateHz);
  feed(meter.lane(planes.length), planes, blockFrames);
  return 20 * Math.log10(meter.peak);
}

/** A sine whose period is `per` samples, faded in and out over 1,000 samples so that its ends add nothing. */
function sineOf(per: number, phaseDegrees: number, amplitude: number, frames = 24_000): Float32Array {
  return Float32Array.from({ length: frames }, (_, i) => {
    const fade = Math.min(1, i / 1000, (frames - 1 - i) / 1000);
    return amplitude * fade * Math.sin((TURN * i) / per + (TURN * phaseDegrees) / 360);
  });
}

function expectWithin(value: number, wanted: number): void {
  expect(value).toBeGreaterThan(wanted - 0.4);
  expect(value).toBeLessThan(wanted + 0.2);
}

describe('EBU Tech 3341 minimum requirements of true peak, +0.2 / −0.4 dB', () => {
  it('case 15: a quarter of the rate, sampled on its crests', () => expectWithin(truePeakDb([sineOf(4, 0, 0.5)]), -6));
  it('case 16: the same, sampled beside its crests', () => expectWithin(truePeakDb([sineOf(4, 45, 0.5)]), -6));
  it('case 17: a sixth of the rate, beside its crests', () => expectWithin(truePeakDb([sineOf(6, 60, 0.5)]), -6));
  it('case 18: an eighth of the rate, beside its crests', () => expectWithin(truePeakDb([sineOf(8, 67.5, 0.5)]), -6));
  it('case 19: over full scale between the samples', () => expectWithin(truePeakDb([sineOf(4, 45, 1.41)]), 3));
  // The document's signals are one crest of full scale in a tone of half of it, made at four times the rate and
  // then decimated from each of the four places. Here the crest is a band-limited pulse at a quarter, half and three quarters of a sample.
  it.each([[20, 0], [21, 0.25], [22, 0.5], [23, 0.75]])('case %i: one crest, %f of a sample beside the samples', (_, offset) => {
    const wave = sineOf(6, 0, 0.02);
    for (let i = 11_000; i < 13_000; i++) {
      const x = (i - 12_000 - offset) / 2;
      // A pulse of half of the bandwidth, under a wide Gauss window.
      wave[i] = (wave[i] as number) + 0.98 * (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x)) * Math.exp(-((x / 100) ** 2));
    }
    expectWithin(truePeakDb([wave]), 0);
  });
});

describe('the true-peak meter', () => {
  it.each([44100, 48000, 96000, 192000])('reads a tone of 997 Hz at full scale as 0 dBTP at %i Hz', (sampleRateHz) => {
    expect(Math.abs(truePeakDb([sineOf(sampleRateHz / 997, 20, 1)], sampleRateHz))).toBeLessThan(0.02);
  });

  it('does not depend on how the audio is cut into blocks', () => {
    const wave = noise(20_000, 7).map((x, i, all) => (x + (all[i - 1] ?? 0)) / 3);
    const whole = truePeakDb([wave], 48000, wave.length);
    for (const blockFrames of [7, 31, 500, 1024]) expect(truePeakDb([wave], 48000, blockFrames)).toBeCloseTo(whole, 9);
  });

  it('makes up nothing at a cut: a lane that begins in a loud place does not see a jump from silence', () => {
    const wave = new Float32Array(10_000).fill(0.9);
    const meter = new TruePeakMeter(48000);
    meter.lane(1).add([wave], wave.length, 5000);
    expect(meter.peak).toBeCloseTo(0.9, 3);
  });

  it('makes up nothing at a hole either', () => {
    const meter = new TruePeakMeter(48000);
    const lane = meter.lane(1);
    lane.add([new Float32Array(5000).fill(-0.9)], 5000, 0);
    lane.add([new Float32Array(5000).fill(0.9)], 5000, 9000);
    expect(meter.peak).toBeCloseTo(0.9, 3);
  });

  it('is never below the sample peak, of whichever channel', () => {
    const click = new Float32Array(100);
    click[3] = -0.8;
    const meter = new TruePeakMeter(44100);
    meter.lane(2).add([new Float32Array(100), click], 100, 0);
    expect(meter.peak).toBeCloseTo(0.8, 6);
  });

  it('leaves out samples that are no numbers', () => {
    const wave = sineOf(48, 0, 0.5);
    wave[5000] = NaN;
    wave[9000] = Infinity;
    expectWithin(truePeakDb([wave]), -6);
  });

  it('has no peak for silence', () => expect(truePeakDb([new Float32Array(1000)])).toBe(-Infinity));
});
