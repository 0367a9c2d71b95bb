import { describe, expect, it } from 'vitest';
import type { ContentKey } from '../../src/domain/library/ids';
import type { AnalysisReport } from './in-page';
import { summary } from './measure-analysis';

function analysed(ms: number, decodedDurationS: number, reused = false): AnalysisReport {
  const stageMs = { read: 0, decode: ms / 4, loudness: 0, tempo: 0, key: 0, features: 0, embed: ms / 2, write: 0 };
  return { path: 'a.mp3', ms, report: { contentKey: 'c' as ContentKey, reused, decodedDurationS, stageMs, memoryBytes: 0 } };
}

describe('the figures of an analysis', () => {
  it('are means over what was analysed, by track and by minute of audio', () => {
    const figures = summary([analysed(1000, 120), analysed(3000, 360), { path: 'b.ape', ms: 9, failure: 'unsupported-format' }, analysed(1, 120, true)]);
    expect(figures).toMatchObject({ tracks: 2, failed: 1, secondsPerTrack: 2, secondsPerAudioMinute: 0.5, timesRealTime: 120, decodeShare: 0.25 });
    expect(figures.secondsByStep).toMatchObject({ decode: 0.5, embed: 1 });
  });

  it('need something that could be analysed', () => {
    expect(() => summary([{ path: 'b.ape', ms: 9, failure: 'unsupported-format' }])).toThrow('1 files');
  });
});
