import { describe, expect, it } from 'vitest';
import type { AlbumKey, ArtistKey } from '../library/ids';
import { likeness, type Likened } from './likeness';

function likened(view: Partial<Likened['view']>, soundTags: string[] = []): Likened {
  return { view: { albumKey: null, artistKey: null, key: null, tempo: null, genres: [], ...view }, soundTags };
}
const tempo = (tempoBpm: number, confidence = 0.9) => ({ tempoBpm, confidence, candidates: [], source: 'measured' as const });
const A_MINOR = { tonic: 9, mode: 'minor', strength: 0.8, source: 'measured' } as const;
const C_MAJOR = { tonic: 0, mode: 'major', strength: 0.8, source: 'measured' } as const;
const codes = (a: Likened, b: Likened) => likeness(a, b, 5).map((reason) => reason.code);

describe('likeness', () => {
  it('names the album before the artist, never both', () => {
    const track = likened({ albumKey: 'x' as AlbumKey, artistKey: 'y' as ArtistKey });
    expect(codes(track, track)).toEqual(['same-album']);
  });

  it('does not take two unknown artists for one', () => {
    expect(codes(likened({}), likened({}))).toEqual(['sound']);
  });

  it('tells a neighbouring key with its code', () => {
    expect(likeness(likened({ key: A_MINOR }), likened({ key: C_MAJOR }), 1)).toEqual([{ code: 'near-key', detail: '8B' }]);
  });

  it('calls 120 and 122 BPM close, 120 and 130 not', () => {
    expect(codes(likened({ tempo: tempo(120) }), likened({ tempo: tempo(122) }))).toEqual(['close-tempo']);
    expect(codes(likened({ tempo: tempo(120) }), likened({ tempo: tempo(130) }))).toEqual(['sound']);
  });

  it('builds nothing on an unsure tempo', () => {
    expect(codes(likened({ tempo: tempo(120, 0.2) }), likened({ tempo: tempo(120) }))).toEqual(['sound']);
  });

  it('names the strongest tag that both have', () => {
    const shared = likeness(likened({}, ['ambient', 'slow', 'piano']), likened({}, ['piano', 'slow']), 1);
    expect(shared).toEqual([{ code: 'shared-tag', detail: 'slow' }]);
  });
});
