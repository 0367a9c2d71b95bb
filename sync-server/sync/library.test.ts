import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyOp, type ChoiceRow, type Op } from '../../src/domain/sync/choice';
import { tick } from '../../src/domain/sync/clock';
import { MAX_DRIFT_MS, type ChangesPage } from '../../src/domain/sync/protocol';
import { openStore } from '../store/open-store';
import type { Store } from '../store/schema';
import { eachStore } from '../store/testing/each-store';
import { inTransaction } from '../store/transaction';
import { readChanges } from './changes';
import { write, writeOps, type PushedItems, type Written } from './library';
import { DESKTOP, holding, key, NOW_MS, op, PHONE, play, vector } from './testing/items';

eachStore('a library', ({ store, settings }, dialect) => {
  async function newLibrary(): Promise<string> {
    const libraryId = randomUUID();
    await store().db.insertInto('libraries').values({ library_id: libraryId, name: 'Music', is_admin: 0, epoch: 'first', seq: 0, created_at_ms: 0 }).execute();
    return libraryId;
  }
  const push = (libraryId: string, items: Partial<PushedItems>, into: Store = store()): Promise<Written> =>
    inTransaction(into, (trx) => write(trx, { libraryId, deviceId: DESKTOP }, { ops: [], plays: [], facts: [], ...items }, NOW_MS + 100_000));
  const all = (libraryId: string): Promise<ChangesPage> => readChanges(store().db, libraryId, { after: 0, limit: 100_000, facts: true });

  async function pulled(libraryId: string, limit: number): Promise<readonly ChangesPage[]> {
    const pages: ChangesPage[] = [];
    for (let after = 0; ;) {
      const page = await readChanges(store().db, libraryId, { after, limit, facts: true });
      pages.push(page);
      if (page.remaining === 0) return pages;
      after = page.cursor;
    }
  }

  describe('takes a push', () => {
    it('and gives back exactly what was sent', async () => {
      const id = await newLibrary();
      const sent = { ops: [op(1, 8), op(2, null), op(3, 'text \u0000 "quoted"'), op(4, true)], plays: [play(1)], facts: [vector(1), holding(1, DESKTOP)] };
      expect((await push(id, sent)).refused).toEqual([]);
      const page = await all(id);
      const facts = page.facts.map((fact) => ({ ...fact, value: Uint8Array.from(fact.value) }));
      expect({ ops: page.ops, plays: page.plays, facts }).toEqual(sent);
    });

    it('twice without changing anything the second time', async () => {
      const id = await newLibrary();
      const sent = { ops: [op(1, 8)], plays: [play(1)], facts: [vector(1)] };
      const first = await push(id, sent);
      const second = await push(id, sent);
      expect([second.cursor, second.changed, await all(id)]).toMatchObject([first.cursor, false, { cursor: first.cursor, ops: [{}], plays: [{}], facts: [{}] }]);
    });

    it('partly known, and numbers the new part past every cursor', async () => {
      const id = await newLibrary();
      const { cursor } = await push(id, { ops: [op(1, 8)], plays: [play(1)], facts: [vector(1)] });
      await push(id, { ops: [op(1, 8), op(2, 4)], plays: [play(1), play(2)], facts: [vector(1), vector(2)] });
      const page = await readChanges(store().db, id, { after: cursor, limit: 10, facts: true });
      expect([page.ops.map((o) => o.id), page.plays.map((p) => p.playId), page.facts.map((f) => f.subject)]).toEqual([[key(2)], ['play-2'], [key(2)]]);
    });

    it('whole or not at all', async () => {
      const id = await newLibrary();
      await expect(inTransaction(store(), async (trx) => {
        await writeOps(trx, id, [op(1, 8)], NOW_MS + 100_000);
        throw new Error('cut off');
      })).rejects.toThrow('cut off');
      expect(await all(id)).toMatchObject({ ops: [], cursor: 0 });
    });

    it('into one library alone', async () => {
      const [mine, theirs] = [await newLibrary(), await newLibrary()];
      await push(mine, { ops: [op(1, 8)], plays: [play(1)], facts: [vector(1)] });
      expect(await all(theirs)).toMatchObject({ ops: [], plays: [], facts: [], cursor: 0, remaining: 0 });
    });
  });

  describe('merges choices', () => {
    it('to what the devices come to, in whatever order and parts the ops arrive', async () => {
      const ops = fc.uniqueArray(fc.record({ entity: fc.nat(2), field: fc.constantFrom('rating', 'loved'), value: fc.nat(10), atMs: fc.nat(50), device: fc.constantFrom(PHONE, DESKTOP), parent: fc.constantFrom({}, { parent: 'p' }, { parent: 'q' }) })
        .map(({ entity, value, parent, ...rest }): Op => ({ ...op(entity, value, rest), ...parent })), { selector: (o) => `${o.id} ${o.field} ${o.hlc}`, maxLength: 12 });
      await fc.assert(fc.asyncProperty(ops, fc.nat(12), async (list, cut) => {
        const id = await newLibrary();
        await push(id, { ops: list.slice(0, cut) });
        await push(id, { ops: list.slice(Math.max(0, cut - 2)) });
        const kept = await store().db.selectFrom('choices').select(['entity_id', 'parent', 'fields']).where('library_id', '=', id).execute();
        const merged = list.reduce((rows, o) => rows.set(o.id, applyOp(rows.get(o.id), o)), new Map<string, ChoiceRow>());
        expect(new Map(kept.map((row) => [row.entity_id, [row.parent, JSON.parse(row.fields)]]))).toEqual(new Map([...merged].map(([entity, row]) => [entity, [row.parent, row.fields]])));
      }), { numRuns: 40 });
    }, 60_000);

    it('keeps ops of one moment that differ in field or entity', async () => {
      const id = await newLibrary();
      const hlc = tick(null, NOW_MS, DESKTOP);
      await push(id, { ops: [{ ...op(1, 1), hlc }, { ...op(1, 2, { field: 'loved' }), hlc }, { ...op(2, 3), hlc }] });
      expect((await all(id)).ops.map((o) => o.value)).toEqual([1, 2, 3]);
    });
  });

  describe('keeps of each fact the winner', () => {
    it.each([
      ['the higher version', vector(1, { version: 1, revision: 2 }), vector(1, { version: 2, revision: 3 }), 3],
      ['not the lower version', vector(1, { version: 2, revision: 2 }), vector(1, { version: 1, revision: 3 }), 2],
      ['of two devices the greater', vector(1, { deviceId: DESKTOP, revision: 9 }), vector(1, { deviceId: PHONE, revision: 3 }), 3],
      ['of one device the later', vector(1, { revision: 3 }), vector(1, { revision: 2 }), 3],
    ])('%s', async (_name, first, second, revision) => {
      const id = await newLibrary();
      await push(id, { facts: [first] });
      await push(id, { facts: [second] });
      expect((await all(id)).facts.map((fact) => fact.revision)).toEqual([revision]);
    });

    it('also within one push', async () => {
      const id = await newLibrary();
      await push(id, { facts: [vector(1, { revision: 2 }), vector(1, { revision: 3 }), vector(1, { revision: 1 })] });
      expect((await all(id)).facts.map((fact) => fact.revision)).toEqual([3]);
    });
  });

  describe('refuses alone what is wrong, and keeps the rest:', () => {
    const good = op(1, 8);
    it.each<[string, object, string]>([
      ['a time far ahead', op(2, 8, { atMs: 100_000 + MAX_DRIFT_MS + 1 }), 'clock-ahead'],
      ['a time that is none', { ...good, hlc: 'now' }, 'invalid'],
      ['a value that is a list', { ...good, value: [1] }, 'invalid'],
      ['a number that JSON cannot hold', { ...good, value: NaN }, 'invalid'],
      ['no id', { ...good, id: '' }, 'invalid'],
      ['an id with a control character', { ...good, id: 'a\u0000' }, 'invalid'],
      ['a field that is no name', { ...good, field: '__proto__' }, 'invalid'],
      ['a text longer than any', { ...good, value: 'x'.repeat(70_000) }, 'invalid'],
    ])('%s', async (_name, wrong, code) => {
      const id = await newLibrary();
      const { refused } = await push(id, { ops: [wrong, good] });
      expect([refused, (await all(id)).ops]).toEqual([[{ type: 'op', index: 0, code }], [good]]);
    });

    it('an op just within the drift is kept', async () => {
      expect((await push(await newLibrary(), { ops: [op(2, 8, { atMs: 100_000 + MAX_DRIFT_MS })] })).refused).toEqual([]);
    });

    it.each<[string, object]>([
      ['a fact whose bytes are not those of its digest', { ...vector(1), value: Uint8Array.of(1) }],
      ['a fact without bytes', { ...vector(1), value: null }],
      ['what another device holds', holding(1, PHONE)],
      ['a version that is no count', { ...vector(1), version: -1 }],
      ['a subject that is no key', { ...vector(1), subject: '../x' }],
    ])('%s', async (_name, wrong) => {
      const id = await newLibrary();
      const { refused } = await push(id, { facts: [wrong, vector(2)] });
      expect([refused, (await all(id)).facts.length]).toEqual([[{ type: 'fact', index: 0, code: 'invalid' }], 1]);
    });

    it.each<[string, unknown]>([['a play that is null', null], ['a play without a moment', { ...play(1), atMs: 'now' }]])('%s', async (_name, wrong) => {
      const id = await newLibrary();
      const { refused } = await push(id, { plays: [wrong, play(2)] });
      expect([refused, (await all(id)).plays.length]).toEqual([[{ type: 'play', index: 0, code: 'invalid' }], 1]);
    });
  });

  describe('gives pages', () => {
    it.each([1, 3, 7, 100])('of at most %i changes that make up the whole, each once and in order', async (limit) => {
      const id = await newLibrary();
      for (let n = 0; n < 5; n++) await push(id, { ops: [op(n, n)], plays: [play(n)], facts: [vector(n), vector(n + 10)] });
      const pages = await pulled(id, limit);
      const sizes = pages.map(({ ops, plays, facts }) => ops.length + plays.length + facts.length);
      expect(Math.max(...sizes)).toBeLessThanOrEqual(limit);
      expect([pages.flatMap((p) => p.ops).map((o) => o.value), pages.flatMap((p) => p.plays).length, new Set(pages.flatMap((p) => p.facts).map((f) => f.subject)).size])
        .toEqual([[0, 1, 2, 3, 4], 5, 10]);
    });

    it('and tells exactly how many changes are still to come', async () => {
      const id = await newLibrary();
      await push(id, { ops: [op(1, 1), op(2, 2)], plays: [play(1)], facts: [vector(1)] });
      const pages = await pulled(id, 3);
      expect(pages.map((page) => page.remaining)).toEqual([1, 0]);
    });

    it('cut short where the values are big', async () => {
      const id = await newLibrary();
      await push(id, { facts: Array.from({ length: 12 }, (_, n) => vector(n, { bytes: 1_000_000 })) });
      const pages = await pulled(id, 100);
      expect(pages.map((page) => page.facts.length)).toEqual([8, 4]);
    });

    it('without facts to whom does not want them, with a cursor past them', async () => {
      const id = await newLibrary();
      const { cursor } = await push(id, { ops: [op(1, 1)], facts: [vector(1), vector(2)] });
      expect(await readChanges(store().db, id, { after: 0, limit: 10, facts: false })).toMatchObject({ ops: [{}], facts: [], cursor, remaining: 0 });
    });
  });

  it('never lets a reader pass a change that is still being written, with four writers at once', async () => {
    const id = await newLibrary();
    // Instances share PostgreSQL alone; SQLite has one connection.
    const second = dialect === 'postgres' ? await openStore(settings()) : store();
    const rounds = 12;
    let writing = true;
    const seen = new Set<string>();
    const reader = (async () => {
      for (let after = 0; ;) {
        const wasWriting = writing;
        const page = await readChanges(store().db, id, { after, limit: 5, facts: true });
        page.ops.forEach((o) => seen.add(o.id));
        if (!wasWriting && page.remaining === 0) return;
        after = page.cursor;
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
    })();
    await Promise.all([0, 1, 2, 3].map(async (writer) => {
      for (let n = 0; n < rounds; n++) await push(id, { ops: [op(writer * 1_000 + n, n), op(writer * 1_000 + n + 500, n)] }, writer % 2 === 0 ? store() : second);
    }));
    writing = false;
    await reader;
    if (second !== store()) await second.close();
    expect(seen.size).toBe(4 * rounds * 2);
  }, 60_000);
});
