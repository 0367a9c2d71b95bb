import { describe, expect, it } from 'vitest';
import { calibrationError, mirexKeyScore, scoreAll, type Measured } from './accuracy-scores';

const tempo = (bpm: number, confidence = 1): Measured => ({ tempo: { bpm, confidence }, key: null, error: null });
const tempoTruth = (bpm: number | null) => ({ file: 'a.mp3', bpm, key: null });
const C_MAJOR = { tonic: 0, mode: 'major' } as const;

describe('tempo', () => {
  it.each([
    [100, true, true], [104, true, true], [96, true, true], [104.1, false, false], [95.9, false, false],
    [50, false, true], [200, false, true], [33.4, false, true], [300, false, true], [66.7, false, false], [150, false, false],
  ])('of %d for 100 BPM: accuracy 1 %s, accuracy 2 %s', (bpm, acc1, acc2) => {
    expect(scoreAll([tempoTruth(100)], [tempo(bpm)]).files[0]).toMatchObject({ acc1, acc2 });
  });

  it('counts no answer as wrong, and leaves out what has no truth', () => {
    const none: Measured = { tempo: null, key: null, error: 'no beat' };
    const scored = scoreAll([tempoTruth(100), tempoTruth(100), tempoTruth(null)], [tempo(100), none, tempo(70)]);
    expect(scored.tempo).toMatchObject({ acc1: 0.5, acc2: 0.5, n: 2 });
    expect(scored.files[2]).toMatchObject({ acc1: null, acc2: null, tempoBpm: 70 });
  });
});

describe('key', () => {
  it.each([
    ['itself', 0, 'major', 1], ['the fifth above', 7, 'major', 0.5], ['the fifth below', 5, 'major', 0], ['the relative', 9, 'minor', 0.3],
    ['the parallel', 0, 'minor', 0.2], ['another', 2, 'major', 0],
  ] as const)('weighs %s', (_, tonic, mode, score) => expect(mirexKeyScore(C_MAJOR, { tonic, mode })).toBe(score));

  it('knows the relative of a minor key', () => expect(mirexKeyScore({ tonic: 9, mode: 'minor' }, C_MAJOR)).toBe(0.3));

  it('is judged only where it is known, and exactly for the calibration', () => {
    const said = (tonic: number): Measured => ({ tempo: null, key: { tonic, mode: 'major', confidence: 1 }, error: null });
    const truth = [C_MAJOR, C_MAJOR, null].map((key) => ({ file: 'a.mp3', bpm: null, key }));
    expect(scoreAll(truth, [said(0), said(7), said(3)]).key).toEqual({ mirex: 0.75, n: 2, ece: 0.5 });
  });
});

describe('the calibration error', () => {
  const answers = (confidence: number, right: number, of: number) => Array.from({ length: of }, (_, i) => ({ confidence, right: i < right }));

  it('is none where nine of ten that are said at 0.9 are right', () => expect(calibrationError(answers(0.9, 9, 10))).toBeCloseTo(0, 10));
  it('is the gap where less is right', () => expect(calibrationError(answers(0.95, 5, 10))).toBeCloseTo(0.45, 10));
  it('weighs bins by what is in them', () => {
    expect(calibrationError([...answers(0.95, 19, 20), ...answers(0.25, 3, 4)])).toBeCloseTo((4 / 24) * 0.5, 10);
  });
  it('holds a confidence of one in the last bin', () => expect(calibrationError(answers(1, 10, 10))).toBe(0));
});
