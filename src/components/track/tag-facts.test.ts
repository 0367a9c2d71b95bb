import { describe, expect, it } from 'vitest';
import { NO_TAGS } from '../../domain/library/no-tags';
import type { Tags } from '../../domain/library/tags';
import { tagFacts } from './tag-facts';

const words = { yes: 'yes', outOf: (n: number, total: number) => `${n} of ${total}`, decibels: (db: number) => `${db} dB` };
const facts = (tags: Partial<Tags>) => Object.fromEntries(tagFacts({ ...NO_TAGS, ...tags }, words).map((fact) => [fact.name, fact.value]));

describe('tag facts', () => {
  it('says nothing of what is absent', () => {
    expect(tagFacts(NO_TAGS, words)).toEqual([]);
  });

  it('joins a number with its total and many values with a dot', () => {
    expect(facts({ trackNo: 3, trackTotal: 12, genres: ['Folk', 'Rock'] })).toEqual({ trackNo: '3 of 12', genres: 'Folk · Rock' });
  });

  it('does not say the same thing twice', () => {
    expect(facts({ artist: 'A', artists: ['A'], date: '1999', year: 1999 })).toEqual({ artist: 'A', date: '1999' });
  });

  it('keeps a gain of zero', () => {
    expect(facts({ replayGainTrackDb: 0 })).toEqual({ replayGainTrackDb: '0 dB' });
  });
});
