// Errors on their way out: plain codes for what the caller can help, one sentence for the rest.
import type { GraphQLError } from 'graphql';
import { createGraphQLError } from 'graphql-yoga';
import { ApiFailure } from '../http/errors';
import { StoreUnavailable } from '../store/unavailable';
import { coded, graphqlRefusal, isGraphQLError, refusalOf } from './refusal';

/** @param report is told of every failure that is the server's own */
export function createMasking(report: (thrown: unknown) => void): (error: unknown) => Error {
  return (error) => {
    const cause = causeOf(error);
    if (cause instanceof ApiFailure) return placed(refusalOf(cause), error);
    if (cause instanceof StoreUnavailable) return placed(graphqlRefusal('unavailable'), error);
    if (isGraphQLError(cause)) return placed(coded(cause), error);
    report(cause);
    return placed(graphqlRefusal('internal'), error);
  };
}

/** What was thrown, under the errors that say where. */
function causeOf(error: unknown): unknown {
  return isGraphQLError(error) && error.originalError ? causeOf(error.originalError) : error;
}

/** Says where in the query, and where in the answer a field is missing. */
function placed(refusal: GraphQLError, error: unknown): GraphQLError {
  const { path, nodes, source, positions } = isGraphQLError(error) ? error : { path: null, nodes: null, source: null, positions: null };
  return createGraphQLError(refusal.message, { path, nodes, source, positions, extensions: refusal.extensions });
}
