// Errors on their way out: plain codes for what the caller can help, one sentence for the rest.
import { GraphQLError } from 'graphql';
import { ApiFailure } from '../http/errors';
import { StoreUnavailable } from '../store/unavailable';
import { graphqlRefusal, refusalOf } from './refusal';

/** @param report is told of every failure that is the server's own */
export function createMasking(report: (thrown: unknown) => void): (error: unknown) => Error {
  return (error) => {
    const cause = causeOf(error);
    if (cause instanceof ApiFailure) return placed(refusalOf(cause), error);
    if (cause instanceof StoreUnavailable) return placed(graphqlRefusal('unavailable'), error);
    if (cause instanceof GraphQLError && typeof cause.extensions['code'] === 'string') return placed(cause, error);
    // The parser's, the validation's and the arguments' own words: they are about the query alone.
    if (cause instanceof GraphQLError && (cause.path === undefined || cause.nodes !== undefined)) return asBadRequest(cause);
    report(cause);
    return placed(graphqlRefusal('internal'), error);
  };
}

function causeOf(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? causeOf(error.originalError) : error;
}

/** Where in the answer a field is missing. */
function placed(refusal: GraphQLError, error: unknown): GraphQLError {
  const { path, nodes } = error instanceof GraphQLError ? error : { path: undefined, nodes: undefined };
  return new GraphQLError(refusal.message, { path: path ?? null, nodes: nodes ?? null, extensions: refusal.extensions });
}

function asBadRequest(error: GraphQLError): GraphQLError {
  return new GraphQLError(error.message, {
    nodes: error.nodes ?? null, source: error.source ?? null, positions: error.positions ?? null, path: error.path ?? null,
    extensions: { code: 'bad-request', http: { status: 400 } },
  });
}
