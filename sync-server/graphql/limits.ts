// What a query may ask for. Refused before any of it runs, with 400 and no detail that would help to find the edge.
import { maxAliasesPlugin } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthPlugin } from '@escape.tech/graphql-armor-max-depth';
import { maxTokensPlugin } from '@escape.tech/graphql-armor-max-tokens';
import { complexityFromQuery } from '@pothos/plugin-complexity';
import { getOperationAST, Kind, type DocumentNode, type ExecutionArgs, type GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { GraphContext } from './context';
import type { CostWindow } from './cost-window';
import { coded, graphqlRefusal, isGraphQLError } from './refusal';

/** Album → tracks → edges → node → field is 6 deep below a list of albums; twice that is no query of a person's. */
const MAX_DEPTH = 14;
const MAX_ALIASES = 30;
/** Lists of edits belong into variables, which are no tokens. */
const MAX_TOKENS = 3_000;
/** A page of 500 tracks with every field is about 20,000. */
const MAX_COST = 100_000;

export function limitPlugins(window: CostWindow): Plugin<GraphContext>[] {
  const limit = { exposeLimits: false, onReject: [refuseQuery] };
  return [
    codesPlugin(),
    maxTokensPlugin({ ...limit, n: MAX_TOKENS }),
    maxDepthPlugin({ ...limit, n: MAX_DEPTH, flattenFragments: true }),
    maxAliasesPlugin({ ...limit, n: MAX_ALIASES }),
    costPlugin(window),
  ];
}

/** What parser and validation find is answered by them directly, past the masking of errors. */
function codesPlugin(): Plugin<GraphContext> {
  return {
    onParse: () => ({ result, replaceParseResult }) => {
      if (isGraphQLError(result)) replaceParseResult(coded(result));
    },
    onValidate: () => ({ valid, result, setResult }) => {
      if (!valid) setResult(result.filter(isGraphQLError).map(coded));
    },
  };
}

function refuseQuery(): never {
  throw graphqlRefusal('bad-request', 'The query asks for too much at once.');
}

/** Depends on variables, so it cannot be a validation rule: their results are kept by document. */
function costPlugin(window: CostWindow): Plugin<GraphContext> {
  const check = (args: ExecutionArgs, refuse: (error: GraphQLError) => void): void => {
    try {
      const cost = costOf(args);
      if (cost > MAX_COST) refuseQuery();
      window.spend((args.contextValue as GraphContext).identity.deviceId, cost);
    } catch (thrown) {
      if (!isGraphQLError(thrown)) throw thrown;
      refuse(coded(thrown));
    }
  };
  return {
    onExecute: ({ args, setResultAndStopExecution }) => check(args as ExecutionArgs, (error) => setResultAndStopExecution({ errors: [error] })),
    onSubscribe: ({ args, setResultAndStopExecution }) => check(args as ExecutionArgs, (error) => setResultAndStopExecution({ errors: [error] })),
  };
}

function costOf({ document, operationName, schema, variableValues, contextValue }: ExecutionArgs): number {
  const operation = getOperationAST(document, operationName);
  // Which operation is meant is for the execution to complain about.
  if (!operation) return 0;
  const alone: DocumentNode = { ...document, definitions: [operation, ...document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION)] };
  return complexityFromQuery(alone, { schema, ctx: contextValue as object, variables: { ...variableValues } }).complexity;
}
