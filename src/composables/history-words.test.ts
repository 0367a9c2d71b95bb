import { describe, expect, it } from 'vitest';
import type { ChoiceKind, ChoiceValue, Op } from '../domain/sync/choice';
import { tick } from '../domain/sync/clock';
import { historyLines, starsText } from './history-words';

const op = (kind: ChoiceKind, id: string, field: string, value: ChoiceValue, atMs: number, parent?: string): Op => ({
  kind, id, field, value, hlc: tick(null, atMs, 'desk'), ...(parent !== undefined && { parent }),
});
const said = (ops: readonly Op[]) => historyLines(ops).map((line) => line.words.key);

describe('the history of a recording', () => {
  const ops = [op('recording', 'k', 'rating', 7, 1000), op('recording', 'k', 'loved', true, 2000), op('recording', 'k', 'rating', null, 3000)];

  it('says in words what changed, newest first', () => {
    expect(historyLines(ops).map((line) => line.words)).toEqual([{ key: 'noRating' }, { key: 'loved' }, { key: 'rating', halfStars: 7 }]);
  });

  it('tells a corrected tempo and key', () => {
    const corrections = [op('recording', 'k', 'tempoBpm', 92.5, 1), op('recording', 'k', 'key', 'F# minor', 2), op('recording', 'k', 'tempoBpm', null, 3), op('recording', 'k', 'key', 'no key', 4)];
    expect(historyLines(corrections).map((line) => line.words)).toEqual([{ key: 'noKey' }, { key: 'noTempo' }, { key: 'musicalKey', name: 'F♯m' }, { key: 'tempo', tempoBpm: 92.5 }]);
  });

  it('puts back what was overruled, and not what holds', () => {
    expect(historyLines(ops).map(({ current, putBack }) => [current, putBack?.value])).toEqual([[true, undefined], [true, undefined], [false, 7]]);
  });

  it('knows when and where each change was made', () => {
    expect(historyLines(ops)[2]).toMatchObject({ atMs: 1000, deviceId: 'desk' });
  });

  it('shows an op once, even if it came by two ways', () => {
    expect(historyLines([...ops, ...ops])).toHaveLength(3);
  });
});

describe('the history of edited tags', () => {
  it('says what was written, emptied and given back, under whatever album, and what holds', () => {
    const ops = [
      op('edit', 'k/old', 'title', 'Mine', 1000), op('edit', 'k/new', 'title', null, 2000), op('edit', 'k/new', 'genres', '["Jazz","Pop"]', 3000),
      op('edit', 'k/new', 'label', '', 4000), op('edit', 'k/new', 'compilation', true, 5000), op('edit', 'k/new', 'hue', 1, 6000),
    ];
    expect(historyLines(ops).map(({ words, current }) => [words, current])).toEqual([
      [{ key: 'other', field: 'hue', value: '1' }, true], [{ key: 'edited', field: 'compilation', value: 'true' }, true], [{ key: 'edited', field: 'label', value: '' }, true],
      [{ key: 'edited', field: 'genres', value: 'Jazz · Pop' }, true], [{ key: 'edited', field: 'title', value: null }, true], [{ key: 'edited', field: 'title', value: 'Mine' }, false],
    ]);
    expect(historyLines(ops).at(-1)?.putBack).toEqual({ kind: 'edit', id: 'k/old', field: 'title', value: 'Mine' });
  });
});

describe('the history of a playlist', () => {
  it('tells its first name from later ones, and hides what the person did not do', () => {
    const ops = [
      op('playlist', 'p', 'name', 'Sunday', 1000), op('playlist', 'p', 'createdAtMs', 1000, 1001),
      op('playlist', 'p', 'name', 'Monday', 2000), op('playlist', 'p', 'deleted', true, 3000), op('playlist', 'p', 'deleted', false, 4000),
    ];
    expect(said(ops)).toEqual(['restored', 'deleted', 'renamed', 'created']);
  });

  it('tells what was done to its entries among all else, with places and the way back', () => {
    const ops = [
      op('playlist', 'p', 'name', 'Sunday', 1000),
      op('playlistEntry', 'e', 'contentKey', 'k', 2000, 'p'), op('playlistEntry', 'e', 'orderKey', 'a0', 2000, 'p'),
      op('playlistEntry', 'f', 'contentKey', 'l', 3000, 'p'), op('playlistEntry', 'f', 'orderKey', 'a1', 3000, 'p'),
      op('playlist', 'p', 'name', 'Monday', 4000),
      op('playlistEntry', 'e', 'removed', true, 5000, 'p'),
    ];
    expect(historyLines(ops).map((line) => line.words)).toEqual([
      { key: 'removed', contentKey: 'k', from: 1, to: 1 },
      { key: 'renamed', name: 'Monday' },
      { key: 'added', contentKey: 'l', from: 1, to: 2 },
      { key: 'added', contentKey: 'k', from: 1, to: 1 },
      { key: 'created', name: 'Sunday' },
    ]);
    expect(historyLines(ops)[0]?.putBack).toEqual({ kind: 'playlistEntry', id: 'e', parent: 'p', field: 'removed', value: false });
  });
});

it('writes half stars as people do', () => {
  expect([starsText(10), starsText(7), starsText(1)]).toEqual(['★★★★★', '★★★½', '½']);
});
