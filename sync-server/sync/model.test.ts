// The devices' convergence test runs against a model of this server: here the server is held to that model.
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { DeviceId } from '../../src/domain/library/ids';
import type { PushRequest } from '../../src/domain/sync/protocol';
import { ModelServer } from '../../src/domain/sync/testing/model-server';
import { eachStore } from '../store/testing/each-store';
import { inTransaction } from '../store/transaction';
import { readChanges } from './changes';
import { offeredStamps } from './item-checks';
import { wantedOf } from './keep-facts';
import { write } from './library';
import { DESKTOP, NOW_MS, op, PHONE, play, vector } from './testing/items';

const LATE_MS = 1e6;
const device = fc.constantFrom<DeviceId>(PHONE, DESKTOP);
const FIELDS = ['rating', 'loved'];
const ops = fc.array(fc.record({ n: fc.nat(3), field: fc.nat(1), moment: fc.oneof(fc.nat(5), fc.constant(LATE_MS)), device })
  // A device gives a time to one op alone, so the time follows from what is written.
  .map(({ n, field, moment, device: by }) => op(n, `${field} at ${moment}`, { atMs: moment * 8 + n * 2 + field, device: by, field: FIELDS[field] })), { maxLength: 6 });
const plays = fc.array(fc.nat(5).map(play), { maxLength: 3 });
const facts = fc.array(fc.record({ n: fc.nat(3), version: fc.integer({ min: 1, max: 2 }), deviceId: device, revision: fc.nat(4) }).map(({ n, ...stamp }) => vector(n, stamp)), { maxLength: 5 });
const pushes = fc.array(fc.record({ ops, plays, facts }), { minLength: 1, maxLength: 5 });

eachStore('the server', ({ store }) => {
  it('does what the model does, push after push', async () => {
    await fc.assert(fc.asyncProperty(pushes, facts, async (requests, offered) => {
      const libraryId = randomUUID();
      await store().db.insertInto('libraries').values({ library_id: libraryId, name: '', is_admin: 0, epoch: 'epoch-0', seq: 0, created_at_ms: 0 }).execute();
      const nowMs = NOW_MS + 1_000;
      const model = new ModelServer(() => nowMs);
      const push = (request: PushRequest) => inTransaction(store(), (trx) => write(trx, { libraryId, deviceId: DESKTOP }, request, nowMs));
      for (const request of requests) expect((await push(request)).refused).toEqual(model.push(request).refused);

      const real = await readChanges(store().db, libraryId, { after: 0, limit: 10_000, facts: true });
      const wanted = model.changes(0, 10_000);
      const byHlc = (list: PushRequest['ops']) => list.map((each) => `${each.id} ${each.field} ${each.hlc} ${String(each.value)}`).sort();
      expect(byHlc(real.ops)).toEqual(byHlc(wanted.ops));
      expect(new Set(real.plays.map((each) => each.playId))).toEqual(new Set(wanted.plays.map((each) => each.playId)));
      const byKey = (list: PushRequest['facts']) => Object.fromEntries(list.map((fact) => [fact.subject, [fact.version, fact.deviceId, fact.revision, fact.digest]]));
      expect(byKey(real.facts)).toEqual(byKey(wanted.facts));

      const kept = await store().db.selectFrom('choices').select(['entity_id', 'fields']).where('library_id', '=', libraryId).execute();
      expect(Object.fromEntries(kept.map((row) => [row.entity_id, JSON.parse(row.fields)]))).toEqual(Object.fromEntries([...model.choices.values()].map((row) => [row.id, row.fields])));
      expect(await wantedOf(store().db, libraryId, offeredStamps(offered, DESKTOP))).toEqual(model.offer({ facts: offered }).wanted);
    }), { numRuns: 50 });
  }, 60_000);
});
