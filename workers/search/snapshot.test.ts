import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MEASURED_WINS } from '../../src/domain/sound/which-wins';
import { LibraryIndex } from './library-index';
import { runQuery } from './run-query';
import { decodeColumns, encodeColumns } from './snapshot';
import { arbitraryView, COLLATOR, indexOf, ROOT, view } from './view.fixture';

function copyOf(index: LibraryIndex): LibraryIndex {
  const columns = decodeColumns(structuredClone(encodeColumns(index.columns, MEASURED_WINS)), COLLATOR, MEASURED_WINS);
  if (!columns) throw new Error('the snapshot was refused');
  const copy = new LibraryIndex(columns);
  copy.apply({ roots: [{ rootId: ROOT, name: 'Music' }] });
  return copy;
}

function answers(index: LibraryIndex): unknown {
  const query = { text: '', filter: {}, sort: { by: 'title', descending: false } } as const;
  return [runQuery(index, query, 1), index.groupsOf('album'), index.groupsOf('genre')];
}

it('answers as the columns it was made of', () => {
  fc.assert(fc.property(fc.array(arbitraryView(fc.integer({ min: 1, max: 30 }))), (views) => {
    expect(answers(copyOf(indexOf(views)))).toEqual(answers(indexOf(views)));
  }), { numRuns: 50 });
});

it('goes on taking changes', () => {
  const copy = copyOf(indexOf([view(1), view(2)]));
  copy.apply({ views: [view(3, { title: 'A first one' })], gone: [view(1).trackId] });
  expect([...runQuery(copy, { text: '', filter: {}, sort: { by: 'title', descending: false } }, 1).trackIds]).toEqual([3, 2]);
});

const whole = () => structuredClone(encodeColumns(indexOf([view(1), view(2)]).columns, MEASURED_WINS));

it.each<[string, unknown]>([
  ['nothing', null],
  ['text', 'columns'],
  ['an empty object', {}],
  ['one that shows what tags say', { ...whole(), wins: { ...MEASURED_WINS, key: 'tags' } }],
  ['a column cut short', { ...whole(), arrays: { ...whole().arrays, year: new Uint32Array(1) } }],
  ['a table lost', { ...whole(), tables: { ...whole().tables, title: undefined } }],
  ['a table cut short', { ...whole(), tables: { ...whole().tables, title: { ...whole().tables.title, strings: [] } } }],
  ['a track twice', { ...whole(), arrays: { ...whole().arrays, trackId: Uint32Array.from([1, 1]) } }],
  ['another locale', { ...whole(), locale: 'tlh' }],
])('refuses %s', (_, data) => expect(decodeColumns(data, COLLATOR, MEASURED_WINS)).toBeNull());
