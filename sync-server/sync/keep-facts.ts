// Facts: of each (kind, subject) the one with the greater stamp stays.
import type { Kysely } from 'kysely';
import type { DeviceId } from '../../src/domain/library/ids';
import { contentKeyOf, factWanted, factWins, type Fact, type FactStamp } from '../../src/domain/sync/facts';
import { bulkInsert } from '../store/bulk-insert';
import { inList } from '../store/in-list';
import type { Tables } from '../store/schema';
import type { Trx } from '../store/transaction';
import type { Offered } from './item-checks';

const FACTS = {
  table: 'facts',
  columns: ['library_id', 'kind', 'subject', 'content_key', 'version', 'device_id', 'revision', 'digest', 'seq', 'value'],
  suffix: 'on conflict (library_id, kind, subject) do update set version = excluded.version, device_id = excluded.device_id, '
    + 'revision = excluded.revision, digest = excluded.digest, seq = excluded.seq, value = excluded.value',
} as const;

/** @param seq of the last change before. @returns of the last one after; the same where none won */
export async function keepFacts(trx: Trx, libraryId: string, facts: readonly Fact[], seq: number): Promise<number> {
  if (facts.length === 0) return seq;
  const held = await stampsOf(trx, libraryId, facts);
  const winners = new Map<string, Fact>();
  for (const fact of facts) {
    const key = keyOf(fact);
    if (factWins(fact, winners.get(key) ?? held.get(key))) winners.set(key, fact);
  }
  const rows = [...winners.values()].map((fact, i) => [
    libraryId, fact.kind, fact.subject, contentKeyOf(fact), fact.version, fact.deviceId, fact.revision, fact.digest, seq + 1 + i, fact.value,
  ]);
  await bulkInsert(trx, FACTS, rows);
  return seq + rows.length;
}

/** Which of the offered facts are new here: their indexes. */
export async function wantedOf(db: Kysely<Tables>, libraryId: string, offered: readonly Offered[]): Promise<number[]> {
  const held = await stampsOf(db, libraryId, offered.map(({ stamp }) => stamp));
  return offered.filter(({ stamp }) => factWanted(stamp, held.get(keyOf(stamp)))).map(({ index }) => index);
}

async function stampsOf(db: Kysely<Tables>, libraryId: string, facts: readonly FactStamp[]): Promise<Map<string, FactStamp>> {
  const found = new Map<string, FactStamp>();
  for (const kind of new Set(facts.map((fact) => fact.kind))) {
    const subjects = facts.filter((fact) => fact.kind === kind).map((fact) => fact.subject);
    const rows = await db.selectFrom('facts').select(['subject', 'version', 'device_id', 'revision', 'digest'])
      .where('library_id', '=', libraryId).where('kind', '=', kind).where(inList(db, 'subject', subjects)).execute();
    for (const { device_id: deviceId, ...row } of rows) found.set(keyOf({ kind, subject: row.subject }), { kind, ...row, deviceId: deviceId as DeviceId });
  }
  return found;
}

function keyOf({ kind, subject }: Pick<FactStamp, 'kind' | 'subject'>): string {
  return `${kind}\n${subject}`;
}
