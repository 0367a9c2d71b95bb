import { describe, expect, it } from 'vitest';
import { lowBand, onsetCurve, type BandCurve, type OnsetCurve } from './onsets';
import { estimateTempo, type TempoAnswer, type TempoEvidence } from './tempo';
import { bandCurve, beatsOf, CURVE_RATE_HZ, HAT, KICK, seeded, SNARE, type Stroke } from './testing/band-curves';

const DURATION_S = 60;

/** A distribution with mass at these tempos, the rest spread evenly. */
function distribution(masses: Readonly<Record<number, number>>): number[] {
  const rest = 1 - Object.values(masses).reduce((sum, mass) => sum + mass, 0);
  return Array.from({ length: 256 }, (_, i) => (masses[30 + i] ?? 0) + rest / 256);
}

type Heard = Pick<TempoEvidence, 'onsets' | 'lowOnsets'>;

function heard(curve: BandCurve): Heard {
  return { onsets: onsetCurve(curve), lowOnsets: onsetCurve(lowBand(curve)) };
}

/** Kick and snare in turn on the beats, hats on each part of them. */
function drums(tempoBpm: number, parts = 2, swing = 1 / parts): Heard {
  const strokes = beatsOf(DURATION_S, () => tempoBpm, 0.2).flatMap((timeS, i): Stroke[] => [
    { timeS, energies: i % 2 === 0 ? KICK : SNARE },
    ...Array.from({ length: parts - 1 }, (_, part) => ({ timeS: timeS + (60 / tempoBpm) * (parts === 2 ? swing : (part + 1) / parts), energies: HAT })),
  ]);
  return heard(bandCurve(DURATION_S, strokes, seeded(5)));
}

const noCurve: OnsetCurve = { values: new Float32Array(DURATION_S * CURVE_RATE_HZ), rateHz: CURVE_RATE_HZ };
const noOnsets: Heard = { onsets: noCurve, lowOnsets: noCurve };
const undecided = distribution({});

function noise(): Heard {
  return heard(bandCurve(DURATION_S, [], seeded(9)));
}

/** Syllables of uneven length and loudness. */
function speech(): Heard {
  const random = seeded(4);
  const strokes: Stroke[] = [];
  for (let timeS = 0; timeS < DURATION_S; timeS += 0.1 + 0.4 * random() ** 2) strokes.push({ timeS, energies: [random() * 0.2, random(), random()] });
  return heard(bandCurve(DURATION_S, strokes, random));
}

describe('the tempo', () => {
  it.each([62, 84.4, 100.03, 118, 132, 151.7, 174])('of a beat at %d BPM is exact', (tempoBpm) => {
    const answer = estimateTempo({ distribution: distribution({ [Math.round(tempoBpm)]: 0.9 }), ...drums(tempoBpm) });
    expect(Math.abs((answer?.tempo.tempoBpm ?? 0) - tempoBpm)).toBeLessThan(0.05);
  });

  it('takes its fine value from the onsets, where TempoCNN is off by one class', () => {
    expect(estimateTempo({ distribution: distribution({ 127: 0.9 }), ...drums(128.04) })?.tempo.tempoBpm).toBeCloseTo(128.04, 1);
  });

  it('of a swung beat is that of the beat', () => {
    expect(estimateTempo({ distribution: distribution({ 120: 0.8 }), ...drums(120, 2, 2 / 3) })?.tempo.tempoBpm).toBeCloseTo(120, 1);
  });

  it('is the slower level where TempoCNN is divided and even the faster one is divided throughout', () => {
    const evidence = { distribution: distribution({ 160: 0.64, 80: 0.2 }), ...drums(80, 4) };
    expect(estimateTempo(evidence)?.tempo.tempoBpm).toBeCloseTo(80, 0);
  });

  it('is the faster level where nothing lies between its beats', () => {
    const evidence = { distribution: distribution({ 153: 0.74, 77: 0.2 }), ...drums(153, 1) };
    expect(estimateTempo(evidence)?.tempo.tempoBpm).toBeCloseTo(153, 0);
  });

  it('comes with its other levels, the likeliest first', () => {
    const candidates = estimateTempo({ distribution: distribution({ 160: 0.5, 80: 0.4 }), ...drums(80, 4) })?.tempo.candidates ?? [];
    expect(candidates.map(({ tempoBpm }) => Math.round(tempoBpm)).slice(0, 2).sort((a, b) => a - b)).toEqual([80, 160]);
    expect(candidates.map(({ weight }) => weight)).toEqual(candidates.map(({ weight }) => weight).sort((a, b) => b - a));
    expect(candidates.reduce((sum, { weight }) => sum + weight, 0)).toBeLessThanOrEqual(1.000001);
  });
});

describe('a recording without a beat', () => {
  it.each([['noise', noise()], ['silence', noOnsets], ['speech', speech()]])('has none: %s', (_, onsets) => {
    expect(estimateTempo({ distribution: undecided, ...onsets })).toBeNull();
  });

  it('has one all the same where TempoCNN is sure: soft chords have no sharp onsets', () => {
    expect(estimateTempo({ distribution: distribution({ 72: 0.9 }), ...noise() })?.tempo.tempoBpm).toBeCloseTo(72, -1);
  });
});

describe('the confidence', () => {
  const confidence = (masses: Readonly<Record<number, number>>) =>
    estimateTempo({ distribution: distribution(masses), ...drums(110) })?.tempo.confidence ?? NaN;

  it('lies in 0–1 and is that of the first candidate', () => {
    const { tempo } = estimateTempo({ distribution: distribution({ 110: 0.9 }), ...drums(110) }) as TempoAnswer;
    expect(tempo.confidence).toBe(tempo.candidates[0]?.weight);
    expect(tempo.confidence).toBeGreaterThan(0.9);
    expect(tempo.confidence).toBeLessThanOrEqual(1);
  });

  it('is less where TempoCNN is divided', () => expect(confidence({ 110: 0.45, 55: 0.45 })).toBeLessThan(confidence({ 110: 0.9 })));
});

describe('the distribution that is drawn', () => {
  it('is highest where the tempo is, and 255 there', () => {
    const answer = estimateTempo({ distribution: distribution({ 128: 0.6, 64: 0.3 }), ...drums(128) });
    expect(answer?.distribution).toHaveLength(256);
    expect(answer?.distribution[128 - 30]).toBe(255);
  });
});
