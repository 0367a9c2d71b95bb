import { describe, expect, it } from 'vitest';
import { isWarning, signalNotes } from './signal-notes';

const loudness = { integratedLufs: -14, samplePeakDbfs: -1, truePeakDbtp: -0.8 };
const clean = { leadingSilenceS: 0.2, trailingSilenceS: 1, clippedRuns: 0, clippedSamples: 0, clippedShare: 0, dcOffset: 0, bandwidthHz: 21_000, bandLimitedHz: null };

describe('notes on the signal', () => {
  it('says nothing of a clean recording, nor of one that was not looked at', () => {
    expect(signalNotes({ loudness, quality: clean }, true)).toEqual([]);
    expect(signalNotes({ loudness }, true)).toEqual([]);
  });

  it('warns of a lossless file that stops at 16 kHz, and only tells it of a lossy one', () => {
    const quality = { ...clean, bandLimitedHz: 16_000 };
    const of = (lossless: boolean | null) => signalNotes({ loudness, quality }, lossless).map((note) => [note.kind, isWarning(note)]);
    expect(of(true)).toEqual([['bandLimited', true]]);
    expect(of(false)).toEqual([['bandLimited', false]]);
  });

  it('says of silence only that it is silent', () => {
    const quality = { ...clean, leadingSilenceS: 5, trailingSilenceS: 0, bandwidthHz: null };
    expect(signalNotes({ loudness: { integratedLufs: null, samplePeakDbfs: null }, quality }, true)).toEqual([{ kind: 'silent' }]);
  });

  it('says nothing of an offset that harms nothing', () => {
    expect(signalNotes({ loudness, quality: { ...clean, dcOffset: -0.002 } }, true)).toEqual([]);
  });

  it('names clipping, peaks above full scale, an offset and long silence', () => {
    const quality = { ...clean, clippedRuns: 40, clippedShare: 0.001, dcOffset: -0.02, trailingSilenceS: 90 };
    expect(signalNotes({ loudness: { ...loudness, truePeakDbtp: 0.7 }, quality }, false).map((note) => note.kind)).toEqual(['clipped', 'truePeak', 'dcOffset', 'silence']);
  });
});
