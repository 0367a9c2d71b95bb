import { expect, test } from 'vitest';
import { namesProblemOf, plannedEdits, problemOf, replacedCount, sharedValue, typedChoice, typedOf, type EditPlan, type FormField, type Typed } from './edit-form';
import { NO_TAGS } from './no-tags';
import type { Tags } from './tags';

const NOTHING: EditPlan = { typed: new Map(), names: new Map(), reverted: new Set(), numbered: false, swapped: false, replacement: null };
const track = (tags: Partial<Tags>): Tags => ({ ...NO_TAGS, ...tags });
const TRACKS = [track({ title: 'A', artist: 'X', genres: ['Jazz'], discNo: 2 }), track({ title: 'B', artist: 'X', genres: ['Jazz', 'Pop'], discNo: 1 }), track({ title: 'C', artist: 'X', genres: ['Jazz'], discNo: 2 })];

test('a field shows what all tracks have, or that they differ', () => {
  expect([sharedValue(TRACKS, 'artist'), sharedValue(TRACKS, 'title'), sharedValue(TRACKS, 'genres'), sharedValue(TRACKS, 'compilation'), sharedValue(TRACKS, 'date')]).toEqual(['X', null, null, false, '']);
  expect(typedOf(track({ trackNo: 4 }), 'trackNo')).toBe('4');
});

test('a plan writes only what was touched, and the same for all', () => {
  expect(plannedEdits(NOTHING, TRACKS)).toEqual([{}, {}, {}]);
  expect(plannedEdits({ ...NOTHING, typed: new Map<FormField, Typed>([['genres', ['Soul', ' Soul', '']], ['discTotal', ' 2 '], ['label', '']]), reverted: new Set(['artist']) }, TRACKS.slice(0, 1)))
    .toEqual([{ genres: '["Soul"]', discTotal: 2, label: '', artist: null, artists: null }]);
});

test('numbers follow the order given, disc by disc', () => {
  expect(plannedEdits({ ...NOTHING, numbered: true }, TRACKS)).toEqual([{ trackNo: 1, trackTotal: 2 }, { trackNo: 1, trackTotal: 1 }, { trackNo: 2, trackTotal: 2 }]);
});

test('artist and title change places, and texts are replaced as they are written', () => {
  expect(plannedEdits({ ...NOTHING, swapped: true }, [track({ title: 'A' })])).toEqual([{ title: '', artist: 'A', artists: null }]);
  const replacement = { field: 'title', find: '$', by: '$&' } as const;
  const tracks = [track({ title: 'A$P' }), track({ title: 'B' }), track({})];
  expect(plannedEdits({ ...NOTHING, replacement }, tracks)).toEqual([{ title: 'A$&P' }, {}, {}]);
  expect(replacedCount(tracks, replacement)).toBe(1);
  expect(replacedCount(tracks, { ...replacement, find: '' })).toBe(0);
});

test('what a person typed over everything else holds', () => {
  expect(plannedEdits({ ...NOTHING, numbered: true, swapped: true, typed: new Map<FormField, Typed>([['title', 'Typed']]) }, [track({ artist: 'A' })])).toEqual([{ title: 'Typed', artist: '', artists: null, trackNo: 1, trackTotal: 1 }]);
});

test('what is no value is said, not written', () => {
  expect([problemOf('trackNo', 'four'), problemOf('trackNo', ' 4 '), problemOf('date', 'jan08'), problemOf('date', '2008-01'), problemOf('title', 'x'.repeat(3_000)), problemOf('trackNo', '')])
    .toEqual(['no-number', null, 'no-date', null, 'too-long', null]);
  expect(typedChoice('trackNo', 'four')).toBe('four');
});

test('lists that differ keep what else is in them, and a list that would be too long is no value', () => {
  expect(plannedEdits({ ...NOTHING, names: new Map([['genres', { added: ['Soul'], removed: ['Jazz'] }]]) }, TRACKS)).toEqual([{ genres: '["Soul"]' }, { genres: '["Pop","Soul"]' }, { genres: '["Soul"]' }]);
  const full = track({ genres: Array.from({ length: 100 }, (_, i) => `Genre ${i}`) });
  expect([namesProblemOf([...TRACKS, full], 'genres', { added: ['Soul'], removed: [] }), namesProblemOf([full], 'genres', { added: ['Soul'], removed: ['Genre 7'] })]).toEqual(['too-many', null]);
});
