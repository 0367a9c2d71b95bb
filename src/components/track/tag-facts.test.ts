import { describe, expect, it } from 'vitest';
import { NO_TAGS } from '../../domain/library/no-tags';
import { NO_DETAILS, type TagDetails } from '../../domain/library/tag-details';
import type { Tags } from '../../domain/library/tags';
import { editedFacts, tagFacts } from './tag-facts';

const words = {
  yes: 'yes', outOf: (n: number, total: number) => `${n} of ${total}`, decibels: (db: number) => `${db} dB`, peak: (peak: number) => `peak ${peak}`,
  rating: (halfStars: number, source: string) => `${halfStars / 2} stars (${source})`, playCount: (count: number, source: string) => `${count} (${source})`,
};
const all = (tags: Partial<Tags>, details: Partial<TagDetails> | null = null) => tagFacts({ ...NO_TAGS, ...tags }, details && { ...NO_DETAILS, ...details }, words);
const facts = (...of: Parameters<typeof all>) => Object.fromEntries(all(...of).map((fact) => [fact.name, fact.value]));

describe('tag facts', () => {
  it('says nothing of what is absent', () => {
    expect(all({}, {})).toEqual([]);
    expect(all({})).toEqual([]);
  });

  it('joins a number with its total and many values with a dot', () => {
    expect(facts({ trackNo: 3, trackTotal: 12, genres: ['Folk', 'Rock'] })).toEqual({ trackNo: '3 of 12', genres: 'Folk · Rock' });
  });

  it('does not say the same thing twice', () => {
    expect(facts({ artist: 'A', artists: ['A'], artistSort: 'A', date: '1999', year: 1999, label: 'L', isrc: 'I' }, { labels: ['L', 'M'], isrcs: ['I'] }))
      .toEqual({ artist: 'A', date: '1999', labels: 'L · M', isrcs: 'I' });
  });

  it('keeps a gain of zero', () => {
    expect(facts({ replayGainTrackDb: 0 }, { r128TrackDb: 0 })).toEqual({ replayGainTrackDb: '0 dB', r128TrackDb: '0 dB' });
  });

  it('says movements, ratings and counts of others in words', () => {
    expect(facts({}, { movement: { name: 'Allegro', no: 1, of: 4 }, ratings: [{ halfStars: 8, source: 'POPM' }], playCounts: [{ count: 7, source: 'PCNT' }] }))
      .toEqual({ movement: 'Allegro · 1 of 4', ratings: '4 stars (POPM)', playCounts: '7 (PCNT)' });
  });

  it('marks what comes from the path, and what was read in another encoding', () => {
    expect(all({ title: 'T', year: 1999, date: '1999', guessed: ['title', 'year'] })).toEqual([
      { name: 'title', value: 'T', mark: { kind: 'guessed' } }, { name: 'date', value: '1999', mark: { kind: 'guessed' } },
    ]);
    expect(all({ title: 'T', album: 'A', encoding: { repaired: 'shift_jis', fields: ['title'], candidates: [] } })).toEqual([
      { name: 'title', value: 'T', mark: { kind: 'repaired', encoding: 'shift_jis' } }, { name: 'album', value: 'A' },
    ]);
    expect(all({ title: 'T', encoding: { repaired: null, fields: ['title'], candidates: ['gbk'] } })).toEqual([{ name: 'title', value: 'T', mark: { kind: 'doubtful' } }]);
  });

  it('finds the fact that an edited field shows in, and what shows in none', () => {
    const { shown, emptied } = editedFacts(all({ title: 'T', artist: 'A', trackNo: 1, trackTotal: 2 }), ['title', 'artists', 'trackTotal', 'label', 'encoding']);
    expect(shown.map(({ fact, fields }) => [fact.name, fields])).toEqual([['title', ['title']], ['artist', ['artists']], ['trackNo', ['trackTotal']]]);
    expect(emptied).toEqual(['label']);
  });
});
