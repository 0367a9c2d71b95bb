import { describe, expect, it } from 'vitest';
import { following, isClosest, isWhole, moved, placeIn, timeMarks, viewByKey, wholeView, zoomed } from './time-view';

describe('the view of a timeline', () => {
  it('zooms round a place that stays where it is', () => {
    const view = zoomed(wholeView(240), 4, 60, 240);
    expect(view).toEqual({ fromS: 45, untilS: 105 });
    expect(placeIn(view, 60)).toBe(0.25);
  });

  it('never shows more than the track, nor less than its points tell', () => {
    expect(isWhole(zoomed({ fromS: 100, untilS: 130 }, 0.01, 110, 240), 240)).toBe(true);
    expect(isClosest(zoomed(wholeView(240), 1000, 239, 240))).toBe(true);
    expect(zoomed(wholeView(240), 1000, 240, 240)).toEqual({ fromS: 234, untilS: 240 });
    expect(zoomed(wholeView(3), 2, 1, 3)).toEqual(wholeView(3));
    expect(zoomed(wholeView(0), 2, 0, 0)).toEqual(wholeView(0));
  });

  it('stops at the ends of the track', () => {
    expect(moved({ fromS: 10, untilS: 20 }, -30, 60)).toEqual({ fromS: 0, untilS: 10 });
    expect(moved({ fromS: 10, untilS: 20 }, 90, 60)).toEqual({ fromS: 50, untilS: 60 });
  });

  it('turns the page when what plays leaves it, and stays where somebody looks elsewhere', () => {
    const view = { fromS: 10, untilS: 20 };
    expect(following(view, 15, 15.5, 60)).toBe(view);
    expect(following(view, 19.9, 20.1, 60)).toEqual({ fromS: expect.closeTo(19.3), untilS: expect.closeTo(29.3) });
    expect(following(view, 40, 41, 60)).toBe(view);
  });

  it('writes round times, no closer than they can be read', () => {
    expect(timeMarks(wholeView(240), 400)).toEqual([0, 60, 120, 180, 240]);
    expect(timeMarks({ fromS: 61, untilS: 73 }, 600)).toEqual([62, 64, 66, 68, 70, 72]);
    expect(timeMarks(wholeView(20 * 3600), 144)).toEqual([0, 36000, 72000]);
    expect(timeMarks(wholeView(0), 400)).toEqual([]);
  });

  it('has keys of its own and leaves those that seek', () => {
    expect(viewByKey('+', wholeView(240), 0, 240)).toEqual({ fromS: 0, untilS: 120 });
    expect(viewByKey(']', { fromS: 0, untilS: 120 }, 0, 240)).toEqual({ fromS: 30, untilS: 150 });
    expect(viewByKey('0', { fromS: 0, untilS: 120 }, 0, 240)).toEqual(wholeView(240));
    expect(viewByKey('ArrowLeft', wholeView(240), 0, 240)).toBeNull();
  });
});
