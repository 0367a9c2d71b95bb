import fc from 'fast-check';
import { expect, it } from 'vitest';
import { creditedKey } from '../../src/domain/library/credits';
import type { ArtistKey, CoverHash, RootId, TrackId } from '../../src/domain/library/ids';
import type { TrackView } from '../../src/domain/library/track-view';
import { SORT_FIELDS } from '../../src/domain/query/query';
import { folderGroups } from './folder-groups';
import { groupsMatching } from './groups';
import type { LibraryIndex } from './library-index';
import { runQuery } from './run-query';
import { arbitraryView, indexOf, ROOT } from './view.fixture';

const GROUP_KINDS = ['album', 'artist', 'genre'] as const;

/** Everything that an index can answer, as plain values. Relevance is left out: it is measured against all names ever seen. */
function answers(index: LibraryIndex): unknown {
  const sorted = SORT_FIELDS.flatMap((by) => [false, true].map((descending) => [...runQuery(index, { text: '', filter: {}, sort: { by, descending } }, 1).trackIds]));
  const filters = [{ genre: 'rock' }, { folder: { rootId: ROOT, path: 'a' } }, { loved: true }, { minRating: 5 }, { failed: false }, { where: 'here' as const }, { where: 'elsewhere' as const }, { artistKey: 'artist 1' as ArtistKey }, { artistKey: 'artist 3' as ArtistKey }, { composerKey: creditedKey('Björk') as ArtistKey }];
  const filtered = filters.map((filter) => [...runQuery(index, { text: '', filter, sort: { by: 'path', descending: false } }, 1).trackIds]);
  const found = ['ete', 'bjork', 'ac', 'rock'].map((text) => [...runQuery(index, { text, filter: {}, sort: { by: 'path', descending: false } }, 1).trackIds]);
  return { sorted, filtered, found, groups: GROUP_KINDS.map((kind) => groupsMatching(index.groupsOf(kind), '')), folders: [folderGroups(index, null, ''), folderGroups(index, ROOT, '')] };
}

const step = fc.oneof(
  { weight: 4, arbitrary: arbitraryView(fc.integer({ min: 1, max: 12 })).map((put) => ({ put })) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 12 }).map((remove) => ({ remove: remove as TrackId })) },
);

it('answers after any changes as an index made anew from what is left', () => {
  fc.assert(fc.property(fc.array(step, { maxLength: 40 }), fc.integer({ min: 0, max: 40 }), (steps, indexedAfter) => {
    const followed = indexOf([]);
    const left = new Map<TrackId, TrackView>();
    steps.forEach((change, i) => {
      if ('put' in change) {
        left.set(change.put.trackId, change.put);
        followed.apply({ views: [change.put] });
      } else {
        left.delete(change.remove);
        followed.apply({ gone: [change.remove] });
      }
      if (i === indexedAfter) followed.text.advance(1000);
      // What was answered once is repaired from then on.
      if (i % 10 === 3) answers(followed);
    });
    const anew = indexOf([...left.values()].reverse());
    followed.text.advance(1000);
    anew.text.advance(1000);
    expect(answers(followed)).toEqual(answers(anew));
  }), { numRuns: 200 });
});

it('shows a root again when its removal is undone', () => {
  fc.assert(fc.property(fc.array(arbitraryView(fc.integer({ min: 1, max: 20 }))), (views) => {
    const index = indexOf(views);
    const before = answers(index);
    index.apply({ roots: [{ rootId: 2 as RootId, name: 'Other' }] });
    index.apply({ roots: [{ rootId: ROOT, name: 'Music' }] });
    expect(answers(index)).toEqual(before);
  }), { numRuns: 20 });
});

it('shows artists with the pictures of their folders, and all others with the cover that most of their tracks have', () => {
  const views = fc.sample(arbitraryView(fc.constant(1)), { numRuns: 1, seed: 1 });
  const [first] = views;
  const of = (trackId: number, artistKey: string): TrackView => ({
    ...(first as TrackView), trackId: trackId as TrackId, rootId: ROOT, stage: 'parsed', missing: false, elsewhere: false, artist: artistKey, artistKey: artistKey as ArtistKey, coverHash: 'album' as CoverHash,
    credit: [{ artistKey: artistKey as ArtistKey, name: artistKey, joinPhrase: '' }], guests: [], albumArtist: null, albumArtistKey: null, albumCredit: [],
  });
  const index = indexOf([of(1, 'a'), of(2, 'b')]);
  index.apply({ pictures: new Map([['a' as ArtistKey, 'face' as CoverHash]]) });
  expect(index.groupsOf('artist').map(({ group }) => [group.key, group.coverHash])).toEqual([['a', 'face'], ['b', 'album']]);
});
