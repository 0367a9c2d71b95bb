// Pages in Relay's shape: what is asked for, and how rows become edges.
import { DEFAULT_PAGE, MAX_PAGE } from '../builder';
import { graphqlRefusal } from '../refusal';

export interface PageArgs {
  readonly first?: number | null | undefined;
  readonly last?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly before?: string | null | undefined;
}

/** What a list is asked for: its first or last rows between two cursors. */
export interface PageRequest {
  readonly size: number;
  /** The last rows are wanted: read from behind. */
  readonly fromEnd: boolean;
  readonly after: string | null;
  readonly before: string | null;
}

export interface Page<T> {
  readonly edges: { readonly cursor: string; readonly node: T }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly hasPreviousPage: boolean; readonly startCursor: string | null; readonly endCursor: string | null };
  /** Counted only where asked for. */
  readonly totalCount: () => Promise<number>;
}

export function pageRequest({ first, last, after, before }: PageArgs): PageRequest {
  if (typeof first === 'number' && typeof last === 'number') throw graphqlRefusal('bad-request', 'Ask for the first or the last of a list, not both.');
  const size = first ?? last ?? DEFAULT_PAGE;
  if (size < 0 || size > MAX_PAGE) throw graphqlRefusal('bad-request', `A page holds up to ${MAX_PAGE}.`);
  return { size, fromEnd: typeof last === 'number', after: after ?? null, before: before ?? null };
}

/** @param rows in reading order (from behind where `fromEnd`), one more than the page holds where there are more */
export function pageOf<T>(request: PageRequest, rows: readonly T[], cursorOf: (row: T) => string, totalCount: () => Promise<number>): Page<T> {
  const { size, fromEnd } = request;
  const more = rows.length > size;
  const nodes = rows.slice(0, size);
  if (fromEnd) nodes.reverse();
  const edges = nodes.map((node) => ({ cursor: cursorOf(node), node }));
  return {
    edges,
    pageInfo: {
      hasNextPage: fromEnd ? request.before !== null : more,
      hasPreviousPage: fromEnd ? more : request.after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount,
  };
}
