// Facts of other devices beside those that are here: what wins is written, and what it means for rows is told.
import type { ContentKey, DeviceId } from '../domain/library/ids';
import type { CurvesRow, SoundRow, VectorRow } from '../domain/sound/sound';
import { aliasOf, holdingOf, tagsOf, vectorOf, type Holding } from '../domain/sync/fact-values';
import { contentKeyOf, factWins, soundVersion, type Fact, type FactStamp, type TagsValue } from '../domain/sync/facts';
import { soundOf } from '../domain/sync/sound-fact';
import type { TagAlias } from '../domain/sync/tag-aliases';
import { putAliases } from './aliases';
import type { Database } from './database';
import type { KnownKeys } from './known-keys';
import { mergeHoldings } from './merge-holdings';
import type { PackedTable } from './packed-table';

/** `server`: has it all already, and of this device's own facts nothing new. `backup`: what is new here waits to be sent, and nobody is known to hold anything. */
export type Source = 'server' | 'backup';

export interface ArrivedTags {
  readonly stamp: Fact;
  readonly value: TagsValue;
  readonly contentKey: ContentKey;
}

/** Facts as rows, unpacked before anything is read or written. */
export interface ArrivedFacts {
  /** By subject. */
  readonly tags: ReadonlyMap<string, ArrivedTags>;
  readonly sounds: readonly SoundRow[];
  /** By the sound that they came with. */
  readonly curves: ReadonlyMap<SoundRow, CurvesRow>;
  readonly vectors: readonly VectorRow[];
  readonly holdings: readonly Holding[];
  readonly aliases: readonly TagAlias[];
}

export interface FactMerge {
  /** By subject. */
  readonly tags: ReadonlyMap<string, ArrivedTags>;
  /** What was written. */
  readonly sounds: ReadonlyMap<ContentKey, SoundRow>;
  readonly vectors: ReadonlyMap<ContentKey, VectorRow>;
  /** Other devices that hold a recording, where that arrived, or is known of one whose tags arrived. */
  readonly holders: ReadonlyMap<ContentKey, readonly DeviceId[]>;
  readonly holdingsChanged: ReadonlySet<ContentKey>;
  /** Recordings of which another device withdrew tags. */
  readonly withdrawn: ReadonlySet<ContentKey>;
  readonly from: Source;
  /** Settles with the writes of all this. */
  readonly written: Promise<unknown>;
}

export interface FactMergeOptions {
  readonly known: KnownKeys;
  readonly deviceId: DeviceId;
  readonly from: Source;
}

/** What a row of the device itself says of its maker: nothing of its own is older than what it holds. */
const OWN_REVISION = Number.MAX_SAFE_INTEGER;

export function unpackFacts(facts: readonly Fact[], { deviceId, from }: Pick<FactMergeOptions, 'deviceId' | 'from'>): ArrivedFacts {
  const { tags, sound, vector, holding, alias } = sorted(facts.filter((fact) => fact.deviceId !== deviceId || from === 'backup'));
  const heard = sound.flatMap((fact) => soundOf(fact) ?? []);
  return {
    tags,
    sounds: heard.map((each) => each.sound),
    curves: new Map(heard.map((each) => [each.sound, each.curves])),
    vectors: vector.flatMap((fact) => vectorOf(fact) ?? []),
    aliases: alias.flatMap((fact) => aliasOf(fact) ?? []),
    holdings: holding.flatMap((fact) => holdingOf(fact) ?? []).filter((each) => each.deviceId !== deviceId),
  };
}

export async function mergeFacts(db: Database, arrived: ArrivedFacts, { known, deviceId, from }: FactMergeOptions): Promise<FactMerge> {
  const [sounds, vectors] = await Promise.all([
    winners(arrived.sounds, db.sounds, soundWins, known, deviceId),
    winners(arrived.vectors, db.vectors, vectorWins, known, deviceId),
  ]);
  const { holders, held, changed, rows, withdrawn } = await mergeHoldings(db, arrived.holdings, [...arrived.tags.values()].map((tags) => tags.contentKey), known);
  // They decide which edits the rows show.
  await putAliases(db, arrived.aliases, from);
  // Not waited for: rows are worked out while these are on their way.
  const written = Promise.all([
    db.sounds.bulkMerge([...sounds.won.values()], sounds.held),
    db.curves.bulkMerge([...sounds.won.values()].flatMap((row) => arrived.curves.get(row) ?? []), sounds.held),
    db.vectors.bulkMerge([...vectors.won.values()], vectors.held),
    db.holdings.bulkMerge(rows, held),
  ]);
  written.catch(() => undefined);
  return { tags: arrived.tags, sounds: sounds.won, vectors: vectors.won, holders, holdingsChanged: changed, withdrawn, from, written };
}

function sorted(facts: readonly Fact[]) {
  const tags = new Map<string, ArrivedTags>();
  const bins: Record<'sound' | 'vector' | 'holding' | 'alias', Fact[]> = { sound: [], vector: [], holding: [], alias: [] };
  for (const fact of facts) {
    if (fact.kind !== 'tags') {
      // Kinds of a newer app mean nothing here.
      bins[fact.kind as keyof typeof bins]?.push(fact);
      continue;
    }
    const value = tagsOf(fact);
    if (value) tags.set(fact.subject, { stamp: fact, value, contentKey: contentKeyOf(fact) });
  }
  return { tags, ...bins };
}

type Row = SoundRow | VectorRow;
type Wins<R> = (offered: R, held: R, deviceId: DeviceId) => boolean;

async function winners<R extends Row>(
  offered: readonly R[], table: PackedTable<R>, wins: Wins<R>, known: KnownKeys, deviceId: DeviceId,
): Promise<{ readonly won: ReadonlyMap<ContentKey, R>; readonly held: ReadonlyMap<ContentKey, R> }> {
  const keys = offered.map((row) => row.contentKey).filter((key) => known.has(key));
  const held = new Map((await table.bulkGet(keys)).flatMap((row) => (row ? [[row.contentKey, row] as const] : [])));
  const won = offered.filter((row) => {
    const before = held.get(row.contentKey);
    return !before || wins(row, before, deviceId);
  });
  return { won: new Map(won.map((row) => [row.contentKey, row])), held };
}

function soundWins(offered: SoundRow, held: SoundRow, deviceId: DeviceId): boolean {
  if (offered.embedVersion === 0 && held.embedVersion > 0) return false;
  const stampOf = (row: SoundRow) => stamp(row, soundVersion(row.analyseVersion, row.embedVersion), deviceId);
  return factWins(stampOf(offered), stampOf(held));
}

function vectorWins(offered: VectorRow, held: VectorRow, deviceId: DeviceId): boolean {
  return factWins(stamp(offered, offered.embedVersion, deviceId), stamp(held, held.embedVersion, deviceId));
}

function stamp({ origin, contentKey }: Row, version: number, deviceId: DeviceId): FactStamp {
  const maker = origin ?? { deviceId, revision: OWN_REVISION };
  return { ...maker, version, kind: 'sound', subject: contentKey, digest: '' };
}
