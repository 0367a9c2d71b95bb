// The history of a playlist's entries, against the playlist itself: what is told is what a person saw, and undoing it brings it back.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlaylistEntryId } from '../library/ids';
import { applyOp, type ChoiceChange, type ChoiceRow, type Op } from './choice';
import { receive, tick, type Hlc } from './clock';
import { entriesInOrder, keysAfter, keysAtEnd } from './order';
import { entryEvents, type EntryEvent } from './playlist-history';

const START_MS = 1_800_000_000_000;

/** A playlist that a person edits, with the ops it leaves. */
class Playlist {
  readonly ops: Op[] = [];
  private rows = new Map<string, ChoiceRow>();
  private hlc: Hlc | null = null;
  private ids = 0;
  private nowMs = START_MS;

  /** @param step how far the clock goes on before each action: 0 where it stands still, or lies behind what was seen */
  constructor(private readonly stepMs = 1_000, private readonly deviceId = 'desk') {}

  get order(): string[] {
    return entriesInOrder([...this.rows.values()]).map((entry) => entry.entryId);
  }

  add(count = 1): void {
    const keys = keysAtEnd(this.entries, count);
    const ids = keys.map(() => `e${++this.ids}`);
    this.write(ids.flatMap((id, i) => [change(id, 'contentKey', `k${id}`), change(id, 'orderKey', keys[i] as string)]));
  }

  remove(...ids: string[]): void {
    this.write(ids.map((id) => change(id, 'removed', true)));
  }

  carry(id: string, contentKey: string): void {
    this.write([change(id, 'contentKey', contentKey)]);
  }

  move(id: string, after: string | null): void {
    this.write([...keysAfter(this.entries, id as PlaylistEntryId, after as PlaylistEntryId | null)].map(([each, key]) => change(each, 'orderKey', key)));
  }

  undo({ undo }: Pick<EntryEvent, 'undo'>): void {
    if (undo) this.write([undo]);
  }

  receive(ops: readonly Op[]): void {
    this.hlc = receive(this.hlc, ops.map((op) => op.hlc));
    for (const op of ops) {
      this.ops.push(op);
      this.rows.set(op.id, applyOp(this.rows.get(op.id), op));
    }
  }

  private get entries() {
    return entriesInOrder([...this.rows.values()]);
  }

  private write(changes: readonly ChoiceChange[]): void {
    this.nowMs += this.stepMs;
    this.receive(changes.map((each) => ({ ...each, hlc: (this.hlc = tick(this.hlc, this.nowMs, this.deviceId)) })));
  }
}

function change(id: string, field: string, value: string | boolean): ChoiceChange {
  return { kind: 'playlistEntry', id, parent: 'p', field, value };
}

const told = (ops: readonly Op[]) => entryEvents(ops).map(({ what, entryId, from, to }) => `${what} ${entryId}: ${from ?? '-'} > ${to ?? '-'}`);
const last = (ops: readonly Op[]): EntryEvent => entryEvents(ops).at(-1) as EntryEvent;

describe('what was done', () => {
  it('is told with places, oldest first', () => {
    const list = new Playlist();
    list.add(3);
    list.move('e3', null);
    list.remove('e1');
    list.undo(last(list.ops));
    expect(told(list.ops)).toEqual(['added e1: - > 1', 'added e2: - > 2', 'added e3: - > 3', 'moved e3: 3 > 1', 'removed e1: 2 > -', 'returned e1: - > 2']);
  });

  it('is none where an entry got another encoding of its song', () => {
    const list = new Playlist(0);
    list.add(2);
    const before = entryEvents(list.ops);
    list.carry('e1', 'better');
    expect(entryEvents(list.ops)).toEqual(before.map((event) => (event.entryId === 'e1' ? { ...event, contentKey: 'better' } : event)));
  });

  it('is one move, though the keys of entries in the way change too', () => {
    const list = new Playlist();
    list.receive(['e1', 'e2', 'e3'].flatMap((id, i) => [
      { ...change(id, 'contentKey', 'k'), hlc: tick(null, START_MS + i, `d${i}`) }, { ...change(id, 'orderKey', i === 0 ? 'a0' : 'a1'), hlc: tick(null, START_MS + i, `d${i}`) },
    ]));
    list.move('e1', 'e2');
    expect(list.order).toEqual(['e2', 'e1', 'e3']);
    expect(told(list.ops).slice(3)).toEqual(['moved e1: 1 > 2']);
  });

  it('is no move where the place stayed the same', () => {
    const list = new Playlist();
    list.add(2);
    list.move('e2', 'e1');
    expect(told(list.ops)).toEqual(['added e1: - > 1', 'added e2: - > 2']);
  });

  it('on two devices is told in one order, from whichever side', () => {
    const [desk, phone] = [new Playlist(1_000, 'desk'), new Playlist(700, 'phone')];
    desk.add(3);
    phone.receive(desk.ops);
    const before = desk.ops.length;
    desk.remove('e2');
    phone.move('e3', null);
    const [ofDesk, ofPhone] = [desk.ops.slice(before), phone.ops.slice(before)];
    desk.receive(ofPhone);
    phone.receive(ofDesk);
    expect(told(desk.ops)).toEqual(told(phone.ops));
    expect(told(desk.ops).slice(3)).toEqual(['moved e3: 3 > 1', 'removed e2: 3 > -']);
  });
});

describe('undoing', () => {
  it('puts a removed entry back at its place, whatever came since', () => {
    const list = new Playlist();
    list.add(3);
    list.remove('e2');
    const removed = last(list.ops);
    list.add();
    list.undo(removed);
    expect(list.order).toEqual(['e1', 'e2', 'e3', 'e4']);
  });

  it('moves an entry back between its old neighbours', () => {
    const list = new Playlist();
    list.add(4);
    list.move('e2', 'e4');
    const moved = last(list.ops);
    list.add();
    list.undo(moved);
    expect(list.order).toEqual(['e1', 'e2', 'e3', 'e4', 'e5']);
  });

  it('takes an added entry out', () => {
    const list = new Playlist();
    list.add(2);
    list.undo(entryEvents(list.ops)[0] as EntryEvent);
    expect(list.order).toEqual(['e2']);
  });

  it('is not offered of what was undone, or of an entry that is gone', () => {
    const list = new Playlist();
    list.add(2);
    list.move('e2', null);
    list.undo(last(list.ops));
    list.remove('e2');
    expect(entryEvents(list.ops).map(({ what, entryId, undo }) => [what, entryId, undo !== null])).toEqual([
      ['added', 'e1', true], ['added', 'e2', false], ['moved', 'e2', false], ['moved', 'e2', false], ['removed', 'e2', true],
    ]);
  });
});

const action = fc.oneof(
  fc.record({ type: fc.constant('add' as const), count: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ type: fc.constantFrom('remove' as const, 'move' as const), at: fc.nat(9), to: fc.nat(9) }),
);

describe('any history', () => {
  it.each([['goes on', 1_000], ['stands still', 0]])('leads from the empty playlist to the one there is, while the clock %s', (_, stepMs) => {
    fc.assert(fc.property(fc.array(action, { maxLength: 25 }), (actions) => {
      const list = new Playlist(stepMs);
      for (const each of actions) act(list, each);
      expect(replayed(entryEvents(list.ops))).toEqual(list.order);
    }), { numRuns: 500 });
  });

  it('is undone from its end back to nothing', () => {
    fc.assert(fc.property(fc.array(action, { minLength: 1, maxLength: 15 }), (actions) => {
      const list = new Playlist();
      const orders = actions.map((each) => {
        const before = list.order;
        const known = entryEvents(list.ops).length;
        act(list, each);
        return { before, events: entryEvents(list.ops).slice(known) };
      });
      for (const { before, events } of orders.reverse()) {
        const hlcs = new Set(events.map((event) => event.hlc));
        for (const event of entryEvents(list.ops)) if (hlcs.has(event.hlc)) list.undo(event);
        expect(list.order).toEqual(before);
      }
    }), { numRuns: 300 });
  });
});

function act(list: Playlist, each: typeof action extends fc.Arbitrary<infer T> ? T : never): void {
  if (each.type === 'add') return list.add(each.count);
  const id = list.order[each.at % Math.max(list.order.length, 1)];
  if (id === undefined) return;
  if (each.type === 'remove') return list.remove(id);
  const others = [null, ...list.order.filter((other) => other !== id)];
  const after = others[each.to % others.length] ?? null;
  // To where it is already: nothing that a person would undo.
  if (after !== (list.order[list.order.indexOf(id) - 1] ?? null)) list.move(id, after);
}

/** The playlist as its history alone says. */
function replayed(events: readonly EntryEvent[]): string[] {
  let order: string[] = [];
  for (const { what, entryId, to } of events) {
    order = order.filter((id) => id !== entryId);
    if (what !== 'removed') order.splice((to ?? 1) - 1, 0, entryId);
  }
  return order;
}
