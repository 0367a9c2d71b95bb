import { describe, expect, it } from 'vitest';
import { jumped, listened, NOT_LISTENED, type Listening } from './listening';

/** Reports every second from one position to another. */
function listen(from: Listening, startS: number, endS: number, durationS: number): Listening {
  let listening = from;
  for (let s = startS; s <= endS; s++) listening = listened(listening, s, durationS);
  return listening;
}

describe('counting a play', () => {
  it('counts after half of a short track', () => {
    expect([listen(NOT_LISTENED, 0, 59, 120).counted, listen(NOT_LISTENED, 0, 60, 120).counted]).toEqual([false, true]);
  });

  it('counts after four minutes of a long one', () => {
    expect([listen(NOT_LISTENED, 0, 239, 3600).counted, listen(NOT_LISTENED, 0, 240, 3600).counted]).toEqual([false, true]);
  });

  it('does not count what a seek jumped over', () => {
    expect(listen(jumped(listen(NOT_LISTENED, 0, 10, 120)), 100, 110, 120)).toMatchObject({ listenedS: 20, counted: false });
  });

  it('counts time heard twice after seeking back', () => {
    expect(listen(jumped(listen(NOT_LISTENED, 0, 40, 120)), 0, 40, 120).counted).toBe(true);
  });

  it('never takes heard time back', () => {
    expect(listened(listen(NOT_LISTENED, 0, 10, 120), 5, 120).listenedS).toBe(10);
  });

  it('waits while the duration is unknown', () => {
    expect(listen(NOT_LISTENED, 0, 300, 0).counted).toBe(false);
  });
});
