// Where a credit is cut into artists: at what is surely no part of a name, and elsewhere only by what the library knows.
import { nameKeyOf } from './credits';
import type { Pieces } from './credit-pieces';

/** What is known of names besides the credit itself. */
export interface CreditKnowledge {
  /** A person says that this is one name, whatever it holds. */
  readonly isWhole: (name: string) => boolean;
  /** An artist of its own in this library, by `nameKeyOf`. */
  readonly isKnown: (nameKey: string) => boolean;
}

/** Names with more joiners than this within are not looked for. */
const MOST_NAMES_IN_ONE = 8;

/** Names `from` … `to`, both included. */
interface Run {
  readonly from: number;
  readonly to: number;
}

/** @returns the joiners that the credit is cut at, by number, ascending */
export function cutsOf(pieces: Pieces, knowledge: CreditKnowledge): number[] {
  const locked = lockedJoiners(pieces, knowledge);
  const sides = blocksOf(pieces, locked);
  return sides.flatMap((block, i) => [...(i > 0 ? [block.from - 1] : []), ...cutsWithin(pieces, block, locked, knowledge)]);
}

/** What stands between the joiners that are cut whatever the library knows. */
export function blocksOf({ names, kinds }: Pieces, locked: ReadonlySet<number>): Run[] {
  const cut = kinds.flatMap((kind, i) => ((kind === 'guest' || kind === 'list') && !locked.has(i) ? [i] : []));
  return runsBetween({ from: 0, to: names.length - 1 }, cut);
}

/** Joiners within names that stay whole, the longest such name first. */
export function lockedJoiners(pieces: Pieces, { isWhole }: Pick<CreditKnowledge, 'isWhole'>): Set<number> {
  const locked = new Set<number>();
  for (let from = 0; from < pieces.names.length; from++) {
    const ends = Array.from({ length: Math.min(pieces.names.length - from, MOST_NAMES_IN_ONE) - 1 }, (_, i) => from + i + 1);
    const to = ends.findLast((end) => isWhole(textOf(pieces, { from, to: end })));
    for (; to !== undefined && from < to; from++) locked.add(from);
  }
  return locked;
}

/** The names that a decision asks about, as `nameKeyOf`; empty where it asks nothing. */
export function questionsOf(pieces: Pieces): string[] {
  const asked = new Set<string>();
  for (const block of blocksOf(pieces, new Set())) {
    if (block.from === block.to) continue;
    asked.add(nameKeyOf(textOf(pieces, block)));
    for (let from = block.from; from <= block.to; from++) {
      for (let to = from; to <= block.to && to - from < MOST_NAMES_IN_ONE; to++) asked.add(nameKeyOf(textOf(pieces, { from, to })));
    }
  }
  return [...asked];
}

export function textOf({ text, names }: Pieces, { from, to }: Run): string {
  return text.slice(names[from]?.start, names[to]?.end);
}

function cutsWithin(pieces: Pieces, block: Run, locked: ReadonlySet<number>, knowledge: CreditKnowledge): number[] {
  const withs = range(block).filter((i) => pieces.kinds[i] === 'with' && !locked.has(i));
  const sides = runsBetween(block, withs);
  const cuts = sides.map((side) => knownCuts(pieces, side, locked, knowledge));
  // "Sleeping with Sirens": a name of its own, unless all of its parts are too.
  if (withs.length > 0 && cuts.includes(null) && isKnown(pieces, block, knowledge)) return [];
  return sides.flatMap(({ from }, i) => [...(i > 0 ? [from - 1] : []), ...(cuts[i] ?? [])]);
}

/** Cuts that leave known names alone, as few as can be; null where there are none such. */
function knownCuts(pieces: Pieces, run: Run, locked: ReadonlySet<number>, knowledge: CreditKnowledge): number[] | null {
  if (isKnown(pieces, run, knowledge)) return [];
  /** By place: the cuts up to the name before it. */
  const reached = new Map<number, readonly number[]>([[run.from, []]]);
  for (let from = run.from; from <= run.to; from++) {
    const cuts = reached.get(from);
    if (!cuts) continue;
    for (let to = from; to <= run.to && to - from < MOST_NAMES_IN_ONE; to++) {
      const next = to < run.to ? [...cuts, to] : cuts;
      const held = reached.get(to + 1);
      const isBetter = !held || next.length < held.length;
      if (isBetter && !locked.has(to) && isKnown(pieces, { from, to }, knowledge)) reached.set(to + 1, next);
    }
  }
  const whole = reached.get(run.to + 1);
  return whole ? [...whole] : null;
}

function isKnown(pieces: Pieces, run: Run, { isWhole, isKnown }: CreditKnowledge): boolean {
  const name = textOf(pieces, run);
  return isKnown(nameKeyOf(name)) || isWhole(name);
}

function runsBetween({ from, to }: Run, cuts: readonly number[]): Run[] {
  return [...cuts, to].map((last, i) => ({ from: i === 0 ? from : (cuts[i - 1] as number) + 1, to: last }));
}

/** The joiners within a run. */
function range({ from, to }: Run): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}
