// How far the files have come: each stage against what it has to do, with its rate and its time.
import type { TimeLeft, WorkKind, WorkLeft } from '../../domain/work/estimate';

export type StageName = 'found' | 'parsed' | 'analysed' | 'embedded' | 'renewed';

export interface StageRow {
  readonly stage: StageName;
  readonly count: number;
  /** null where nobody can know how many there are: files still to be found. */
  readonly total: number | null;
  readonly filesPerSecond: number | null;
  readonly leftS: TimeLeft | null;
}

export interface StageCounted {
  readonly found: number;
  readonly parsed: number;
  readonly analysed: number;
  readonly embedded: number;
  readonly renew: number;
}

/** Analysis and comparison are one pass over the sound, and so go on at one rate. Renewing is told only while anything is to be renewed. */
export function stageRows(counts: StageCounted, left: readonly WorkLeft[]): StageRow[] {
  const row = (stage: StageName, count: number, total: number | null, kind: WorkKind | null): StageRow => {
    const work = count === total ? undefined : left.find((each) => each.kind === kind);
    return { stage, count, total, filesPerSecond: work?.filesPerSecond ?? null, leftS: work?.leftS ?? null };
  };
  const { found, parsed, analysed, embedded, renew } = counts;
  return [
    row('found', found, null, null),
    row('parsed', parsed, found, 'parse'),
    row('analysed', analysed, found, 'sound'),
    row('embedded', embedded, found, 'sound'),
    ...(renew > 0 ? [row('renewed', embedded - renew, embedded, 'renew')] : []),
  ];
}
