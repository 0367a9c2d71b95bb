// Facts: of each (kind, subject) the one with the greater stamp stays.
import type { Kysely } from 'kysely';
import type { DeviceId } from '../../src/domain/library/ids';
import { holdingOf } from '../../src/domain/sync/fact-values';
import { contentKeyOf, factWanted, factWins, type Fact, type FactStamp } from '../../src/domain/sync/facts';
import { bulkInsert } from '../store/bulk-insert';
import { inList } from '../store/in-list';
import type { Tables } from '../store/schema';
import type { Trx } from '../store/transaction';
import type { Offered } from './item-checks';

const FACTS = {
  table: 'facts',
  columns: ['library_id', 'kind', 'subject', 'content_key', 'version', 'device_id', 'revision', 'digest', 'seq', 'held', 'value'],
  suffix: 'on conflict (library_id, content_key, subject, kind) do update set version = excluded.version, device_id = excluded.device_id, '
    + 'revision = excluded.revision, digest = excluded.digest, seq = excluded.seq, held = excluded.held, value = excluded.value',
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
    libraryId, fact.kind, fact.subject, contentKeyOf(fact), fact.version, fact.deviceId, fact.revision, fact.digest, seq + 1 + i, Number(fact.kind === 'holding' && holdingOf(fact)?.held === true), fact.value,
  ]);
  await bulkInsert(trx, FACTS, rows);
  return seq + rows.length;
}

/** Which of the offered facts are new here: their indexes. */
export async function wantedOf(db: Kysely<Tables>, libraryId: string, offered: readonly Offered[]): Promise<number[]> {
  const held = await stampsOf(db, libraryId, offered.map(({ stamp }) => stamp));
  return offered.filter(({ stamp }) => factWanted(stamp, held.get(keyOf(stamp)))).map(({ index }) => index);
}

/** Of all facts of these recordings: few more than are asked for. */
async function stampsOf(db: Kysely<Tables>, libraryId: string, facts: readonly FactStamp[]): Promise<Map<string, FactStamp>> {
  const contentKeys = [...new Set(facts.map(contentKeyOf))];
  const rows = await db.selectFrom('facts').select(['kind', 'subject', 'version', 'device_id', 'revision', 'digest'])
    .where('library_id', '=', libraryId).where(inList(db, 'content_key', contentKeys)).execute();
  return new Map(rows.map(({ device_id: deviceId, ...row }) => [keyOf(row), { ...row, deviceId: deviceId as DeviceId }]));
}

function keyOf({ kind, subject }: Pick<FactStamp, 'kind' | 'subject'>): string {
  return `${kind}\n${subject}`;
}
