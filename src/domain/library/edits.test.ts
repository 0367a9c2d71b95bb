import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyOp, type ChoiceRow, type ChoiceValue, type Op } from '../sync/choice';
import { checkEdit, choiceValueOf, EDIT_FIELDS, editsOf, isPartialDate, LATIN1, type EditField } from './edit-fields';
import { applyEdits, editedFields, editedRow, mergedEdits } from './edits';
import type { AlbumKey, ArtistKey } from './ids';
import { albumKeyOf, keysOf } from './keys';
import { NO_TAGS } from './no-tags';
import type { Tags } from './tags';
import { tagColumns, type TagColumns } from './tag-columns';
import type { TrackRow } from './track';

const READ: Tags = {
  ...NO_TAGS, title: 'Strange Frute', artist: 'Nina Simone', artists: ['Nina Simone'], artistSort: 'Simone, Nina', album: 'Pastel Blues', albumArtist: 'Nina Simone', genres: ['Jazz'], date: '1965-10',
  year: 1965, trackNo: 9, trackTotal: 9, musicBrainzReleaseId: 'release', musicBrainzReleaseGroupId: 'group', musicBrainzArtistIds: ['nina'], musicBrainzAlbumArtistIds: ['nina'],
};
const PLAIN: Tags = { ...READ, musicBrainzReleaseId: null, musicBrainzArtistIds: [], musicBrainzAlbumArtistIds: [] };
const ID = 'recording/album';

function opsOf(fields: Readonly<Partial<Record<EditField, ChoiceValue>>>, hlc = '1'): Op[] {
  return Object.entries(fields).map(([field, value]) => ({ kind: 'edit', id: ID, field, value, hlc }));
}

function rowOf(ops: readonly Op[]): ChoiceRow | undefined {
  return ops.reduce((row: ChoiceRow | undefined, op) => applyOp(row, op), undefined);
}

const edited = (fields: Readonly<Partial<Record<EditField, ChoiceValue>>>, read: Tags = READ): Tags => applyEdits(read, rowOf(opsOf(fields)));

const anyText = fc.oneof(fc.string({ maxLength: 20 }), fc.constantFrom('', 'Nina Simone', 'Pastel Blues', '1965-10', '["a","b"]', '[1]', 'windows-1251', LATIN1));
const anyValue: fc.Arbitrary<ChoiceValue> = fc.oneof(anyText, fc.integer({ min: -2, max: 12_000 }), fc.double(), fc.boolean(), fc.constant(null));
const anyField = fc.constantFrom(...(Object.keys(EDIT_FIELDS) as EditField[]), 'mood', '__proto__');
const anyOps = fc.array(fc.record({ field: anyField, value: anyValue }), { maxLength: 12 }).map((ops) => ops.map((op, i): Op => ({ kind: 'edit', id: ID, ...op, hlc: String(i).padStart(4, '0') })));

describe('edits of tags', () => {
  test('show what a person wrote, and empty what they emptied', () => {
    expect(edited({ title: 'Strange Fruit', genres: '["Jazz","Vocal"]', trackNo: 4, trackTotal: '', compilation: true, comment: ' ' }))
      .toMatchObject({ title: 'Strange Fruit', genres: ['Jazz', 'Vocal'], trackNo: 4, trackTotal: null, compilation: true, comment: null });
    expect(edited({ date: '1966' })).toMatchObject({ date: '1966', year: 1966 });
    expect(edited({ date: '' })).toMatchObject({ date: null, year: null });
  });

  test('taken back leave the tags of the file', () => {
    fc.assert(fc.property(anyOps, (ops) => {
      const back = ops.map((op): Op => ({ ...op, value: null, hlc: `9${op.hlc}` }));
      expect(applyEdits(READ, rowOf([...ops, ...back]))).toBe(READ);
    }));
  });

  test('do the same whatever order they arrive in', () => {
    fc.assert(fc.property(anyOps.chain((ops) => fc.tuple(fc.constant(ops), fc.shuffledSubarray(ops, { minLength: ops.length }))), ([ops, shuffled]) => {
      expect(applyEdits(READ, rowOf(shuffled))).toEqual(applyEdits(READ, rowOf(ops)));
    }));
  });

  test('of any other device never break what tags are', () => {
    fc.assert(fc.property(anyOps, (ops) => {
      const tags = applyEdits(READ, rowOf(ops));
      expect(Object.keys(tags).filter((key) => !(key in READ) && key !== 'titleSort' && key !== 'albumSort' && key !== 'albumArtistSort')).toEqual([]);
      for (const names of [tags.artists, tags.genres, tags.composers]) expect(names.every((name) => typeof name === 'string' && name.trim() !== '')).toBe(true);
      for (const n of [tags.trackNo, tags.discNo, tags.year]) expect(n === null || (Number.isInteger(n) && n >= 0)).toBe(true);
      expect(tags.title === null || tags.title.trim() === tags.title).toBe(true);
      keysOf(tags);
    }));
  });

  test('read back what they keep', () => {
    fc.assert(fc.property(anyOps, (ops) => {
      const edits = editsOf(rowOf(ops));
      for (const [field, value] of Object.entries(edits)) {
        const checked = checkEdit(field as EditField, choiceValueOf(value));
        expect(checked).toEqual({ value });
      }
    }));
  });

  test('say which fields differ from the file', () => {
    expect(editedFields(READ, rowOf(opsOf({ title: 'Strange Fruit', artist: 'Nina Simone', label: null })))).toEqual(['title']);
  });
});

describe('keys after edits', () => {
  test('of another artist are those of the name: the ids were of the old one', () => {
    const tags = edited({ artist: 'Billie Holiday' });
    expect(tags).toMatchObject({ artists: ['Billie Holiday'], musicBrainzArtistIds: [] });
    expect(tags.artistSort).toBeUndefined();
    expect(keysOf(tags).artistKey).toBe(keysOf({ ...NO_TAGS, artist: 'Billie Holiday' }).artistKey);
    expect(keysOf(tags).albumKey).toBe('mb:release');
  });

  test('of another album or album artist are no longer those of the release', () => {
    for (const fields of [{ album: 'Pastel Blues (Live)' }, { albumArtist: 'Nina' }]) {
      const tags = edited(fields);
      expect(tags.musicBrainzReleaseGroupId).toBeUndefined();
      expect(keysOf(tags).albumKey).toBe(albumKeyOf({ ...PLAIN, ...fields }));
    }
    expect(edited({ albumArtist: 'Nina' }).musicBrainzAlbumArtistIds).toEqual([]);
    expect(edited({ album: 'Pastel Blues (Live)' }).musicBrainzAlbumArtistIds).toEqual(['nina']);
  });

  test('stay where a person wrote what the file says', () => {
    expect(edited({ artist: 'Nina Simone', album: 'Pastel Blues', trackNo: 9 })).toBe(READ);
    expect(keysOf(edited({ title: 'Strange Fruit', genres: '' }))).toEqual(keysOf(READ));
  });

  test('of listed artists follow the list, in the credit or in place of it', () => {
    const pair = { ...PLAIN, artist: 'Simon & Garfunkel', artists: ['Simon & Garfunkel'] };
    expect(edited({ artists: '["Simon","Garfunkel"]' }, pair).artist).toBe('Simon & Garfunkel');
    expect(edited({ artists: '["A","B"]' }, pair).artist).toBe('A, B');
  });
});

describe('a row with edits', () => {
  const row: TagColumns & Pick<TrackRow, 'readTags' | 'settled'> = { ...tagColumns(READ), albumKey: 'settled' as AlbumKey };

  test('keeps what was read, and its place among the tags of other devices', () => {
    fc.assert(fc.property(anyOps, (ops) => {
      const after = editedRow(row, rowOf(ops));
      expect(after.taggedAlbumKey).toBe(row.taggedAlbumKey);
      expect(after.readTags ?? after.tags).toEqual(READ);
      // Whatever was edited before: only what is edited now counts.
      expect(editedRow(editedRow(row, rowOf(opsOf({ album: 'Else', artist: 'Else' }))), rowOf(ops)).tags).toEqual(after.tags);
      expect(editedRow(after, undefined)).toMatchObject({ tags: READ, artistKey: row.artistKey });
      expect(editedRow(after, undefined)).not.toHaveProperty('readTags');
    }));
  });

  test('keeps its settled album unless the edits are of the album', () => {
    expect(editedRow(row, rowOf(opsOf({ title: 'Strange Fruit' }))).albumKey).toBe('settled');
    const other = editedRow(row, rowOf(opsOf({ album: 'Else' })));
    expect(other.albumKey).toBe(albumKeyOf({ ...PLAIN, album: 'Else' }));
    const told = { ...row, settled: [other.albumKey, 'theirs'] as unknown as [AlbumKey, AlbumKey] };
    expect(editedRow(told, rowOf(opsOf({ album: 'Else' }))).albumKey).toBe('theirs');
  });

  test('is the same row where nothing is edited', () => {
    expect(editedRow(row, undefined)).toBe(row);
    expect(editedRow(row, rowOf(opsOf({ title: 'Strange Frute' })))).toBe(row);
    const twice = editedRow(row, rowOf(opsOf({ artist: 'Else' })));
    expect(editedRow(twice, rowOf(opsOf({ artist: 'Else' })))).toBe(twice);
    expect(twice.artistKey).toBe(keysOf({ ...NO_TAGS, artist: 'Else' }).artistKey satisfies ArtistKey | null);
  });
});

test('an album in another encoding is read anew before other edits', () => {
  const latin1 = { ...NO_TAGS, title: 'Ãðóïïà êðîâè', artist: 'Êèíî', artists: ['Êèíî'], encoding: { repaired: null, fields: ['title', 'artist', 'artists'] as const, candidates: ['windows-1251'] as const } };
  const tags = edited({ encoding: 'windows-1251', artist: 'Kino' }, latin1);
  expect(tags).toMatchObject({ title: 'Группа крови', artist: 'Kino', artists: ['Kino'], encoding: { repaired: 'windows-1251', fields: ['title'] } });
  expect(editedFields(latin1, rowOf(opsOf({ encoding: 'windows-1251' })))).toEqual(['encoding']);
  expect(edited({ encoding: 'klingon' }, latin1)).toBe(latin1);
});

test('edits under several keys of one file hold by their time', () => {
  const old = rowOf([...opsOf({ title: 'a', label: 'x' }, '1'), ...opsOf({ title: 'c' }, '3')]);
  const fresh = rowOf([...opsOf({ title: 'b' }, '2'), ...opsOf({ label: null }, '4')]);
  for (const rows of [[old, fresh], [fresh, old, undefined]]) expect(editsOf(mergedEdits(rows))).toEqual({ title: 'c' });
});

test('a date is partial and of the calendar', () => {
  expect(['1999', '1999-12', '2000-02-29'].every(isPartialDate)).toBe(true);
  expect(['', '99', '0000', '1999-13', '1999-00', '2001-02-29', '1999-1', '1999-01-00', 'jan08', '1999-12-31T00:00'].some(isPartialDate)).toBe(false);
});
