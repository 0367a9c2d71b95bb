import { describe, expect, it } from 'vitest';
import { gapAt, indexInGap } from './reorder';

describe('reordering by drag', () => {
  it('takes the nearer gap, within the list', () => {
    expect([-10, 10, 40, 60, 999].map((y) => gapAt(y, 50, 3))).toEqual([0, 0, 1, 1, 3]);
  });

  it('counts gaps in the list as it was before the row was taken out', () => {
    const list = ['a', 'b', 'c', 'd'];
    const moved = (from: number, gap: number) => {
      const rest = list.filter((_, i) => i !== from);
      rest.splice(indexInGap(from, gap), 0, list[from] as string);
      return rest.join('');
    };
    expect([moved(0, 4), moved(3, 0), moved(1, 1), moved(1, 2), moved(0, 2)]).toEqual(['bcda', 'dabc', 'abcd', 'abcd', 'bacd']);
  });
});
