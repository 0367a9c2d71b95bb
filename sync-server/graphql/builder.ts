// The schema builder: plugins, scalars, and what all types share.
import SchemaBuilder from '@pothos/core';
import ComplexityPlugin from '@pothos/plugin-complexity';
import RelayPlugin from '@pothos/plugin-relay';
import { graphqlRefusal } from './refusal';
import type { GraphContext } from './context';

/** Page size where none is asked for. */
export const DEFAULT_PAGE = 50;
export const MAX_PAGE = 500;

interface GraphTypes {
  Context: GraphContext;
  DefaultFieldNullability: false;
  DefaultEdgesNullability: { list: false; items: false };
  DefaultNodeNullability: false;
  Connection: { totalCount: () => Promise<number> };
  Scalars: {
    ID: { Input: string; Output: string };
    Milliseconds: { Input: number; Output: number };
    JSON: { Input: never; Output: unknown };
  };
}

export type Builder = PothosSchemaTypes.SchemaBuilder<PothosSchemaTypes.ExtendDefaultTypes<GraphTypes>>;

export function createBuilder(): Builder {
  const builder = new SchemaBuilder<GraphTypes>({
    plugins: [ComplexityPlugin, RelayPlugin],
    defaultFieldNullability: false,
    // Pages multiply by their size (see `pageCost`); other lists are short.
    complexity: { defaultComplexity: 1, defaultListMultiplier: 1 },
    relay: {
      brandLoadedObjects: true,
      nodesOnConnection: true,
      edgesFieldOptions: { nullable: { list: false, items: false } },
      nodeFieldOptions: { nullable: false },
      nodesQueryOptions: {
        complexity: ({ ids }) => ({ field: 1, multiplier: Math.max(1, ids.length) }),
        resolve: (_, { ids }, _context, _info, resolveNodes) => {
          if (ids.length > MAX_PAGE) throw graphqlRefusal('bad-request', `Ask for up to ${MAX_PAGE} at once.`);
          return resolveNodes(ids);
        },
      },
    },
  });
  addScalars(builder);
  builder.globalConnectionField('totalCount', (t) => t.int({ description: 'Of the whole list, not of this page.', complexity: 10, resolve: (page) => page.totalCount() }));
  return builder;
}

function addScalars(builder: Builder): void {
  builder.scalarType('Milliseconds', {
    description: 'A whole number of milliseconds since 1 January 1970, UTC.',
    serialize: Number,
    parseValue: (value) => {
      if (!Number.isSafeInteger(value)) throw graphqlRefusal('bad-request', 'Milliseconds are a whole number.');
      return value as number;
    },
  });
  builder.scalarType('JSON', {
    description: 'Any JSON value.',
    serialize: (value) => value,
    parseValue: () => {
      throw graphqlRefusal('bad-request', 'JSON is only given, never taken.');
    },
  });
}

/** What a page costs: as many times its node as it may hold. */
export function pageCost({ first, last }: { readonly first?: number | null | undefined; readonly last?: number | null | undefined }) {
  return { field: 1, multiplier: Math.max(1, first ?? last ?? DEFAULT_PAGE) };
}
