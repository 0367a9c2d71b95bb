import { describe, expect, it } from 'vitest';
import type { ContentKey } from '../domain/library/ids';
import { applyOp, type ChoiceKind, type ChoiceRow, type ChoiceValue, type Op } from '../domain/sync/choice';
import { tick } from '../domain/sync/clock';
import { historyLines, lastOps, starsText } from './history-words';

const op = (kind: ChoiceKind, id: string, field: string, value: ChoiceValue, atMs: number, parent?: string): Op => ({
  kind, id, field, value, hlc: tick(null, atMs, 'desk'), ...(parent !== undefined && { parent }),
});
const anyKey = () => 'k' as ContentKey;
const said = (ops: readonly Op[]) => historyLines(ops, anyKey).map((line) => line.words.key);

describe('the history of a recording', () => {
  const ops = [op('recording', 'k', 'rating', 7, 1000), op('recording', 'k', 'loved', true, 2000), op('recording', 'k', 'rating', null, 3000)];

  it('says in words what changed, newest first', () => {
    expect(historyLines(ops, anyKey).map((line) => line.words)).toEqual([{ key: 'noRating' }, { key: 'loved' }, { key: 'rating', halfStars: 7 }]);
  });

  it('puts back what was overruled, and not what holds', () => {
    expect(historyLines(ops, anyKey).map(({ current, putBack }) => [current, putBack?.value])).toEqual([[true, undefined], [true, undefined], [false, 7]]);
  });

  it('knows when and where each change was made', () => {
    expect(historyLines(ops, anyKey)[2]).toMatchObject({ atMs: 1000, deviceId: 'desk' });
  });

  it('shows an op once, even if it came by two ways', () => {
    expect(historyLines([...ops, ...ops], anyKey)).toHaveLength(3);
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

  it('tells an entry that moved from one that was only put at its place', () => {
    const added = [op('playlistEntry', 'e', 'contentKey', 'k', 1000, 'p'), op('playlistEntry', 'e', 'orderKey', 'a0', 1000, 'p')];
    expect(said(added)).toEqual(['added']);
    expect(said([...added, op('playlistEntry', 'e', 'orderKey', 'a1', 2000, 'p')])).toEqual(['moved', 'added']);
  });

  it('brings a removed entry back into its playlist', () => {
    const [removed] = historyLines([op('playlistEntry', 'e', 'removed', true, 2000, 'p')], anyKey);
    expect(removed?.putBack).toEqual({ kind: 'playlistEntry', id: 'e', parent: 'p', field: 'removed', value: false });
  });

  it('can be told from the merged entry alone', () => {
    const ops = [op('playlistEntry', 'e', 'contentKey', 'k', 1000, 'p'), op('playlistEntry', 'e', 'removed', true, 2000, 'p')];
    const row = ops.reduce<ChoiceRow | undefined>((held, each) => applyOp(held, each), undefined) as ChoiceRow;
    expect(lastOps(row)).toEqual(ops);
  });
});

it('writes half stars as people do', () => {
  expect([starsText(10), starsText(7), starsText(1)]).toEqual(['★★★★★', '★★★½', '½']);
});
