import { describe, expect, it } from 'vitest';
import { createMessageLog } from './message-log';
import { createPlaces } from './places';
import { DESKTOP, frame, libraryUpdate, PHONE, progress } from './testing/event-samples';

const places = (frames: readonly { readonly place: number }[] | null) => frames?.map((each) => each.place) ?? null;

describe('the latest events of a library', () => {
  it('give a reader what came behind its last, oldest first', () => {
    const log = createMessageLog(0);
    log.add(frame(1, libraryUpdate(1)));
    log.add(frame(2, progress(1, 'scan')));
    log.add(frame(3, progress(1, 'parse')));
    expect([places(log.after(0)), places(log.after(1)), places(log.after(3))]).toEqual([[1, 2, 3], [2, 3], []]);
  });

  it('hold the newest of each kind only, so that a long run pushes nothing out', () => {
    const log = createMessageLog(0, 10);
    log.add(frame(1, libraryUpdate(1)));
    for (let n = 2; n <= 10_000; n++) log.add(frame(n, progress(n)));
    expect(places(log.after(0))).toEqual([1, 10_000]);
  });

  it('say so when some of what was missed is gone', () => {
    const log = createMessageLog(0, 3);
    for (let n = 1; n <= 5; n++) log.add(frame(n, { type: 'notice', data: { code: 'resync' } }));
    expect([log.after(0), log.after(1), places(log.after(2)), places(log.after(4))]).toEqual([null, null, [3, 4, 5], [5]]);
  });

  it('do not reach back before they were begun', () => {
    expect([createMessageLog(7).after(6), createMessageLog(7).after(7)]).toEqual([null, []]);
  });

  it('keep an update for a reader that caused the next one itself', () => {
    const log = createMessageLog(0);
    log.add(frame(1, libraryUpdate(1), { except: DESKTOP }));
    log.add(frame(2, libraryUpdate(2), { except: PHONE }));
    expect(places(log.after(0))).toEqual([1, 2]);
  });
});

describe('ids of events', () => {
  it('lead back to their place on the instance that gave them', () => {
    const own = createPlaces('a1');
    own.next();
    expect([own.idOf(1), own.placeOf('a1-1'), own.placeOf('a1-0')]).toEqual(['a1-1', 1, 0]);
  });

  it.each(['b2-1', 'a1-2', 'a1-', 'a1--1', '1', '', 'a1-1e3', 'a1-99999999999999999999'])('have no place here when foreign, of the future or damaged: %j', (id) => {
    const own = createPlaces('a1');
    own.next();
    expect(own.placeOf(id)).toBeNull();
  });
});
