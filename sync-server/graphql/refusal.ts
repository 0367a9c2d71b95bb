// Refusals inside GraphQL: plain codes, and nothing of the server's inside.
import type { GraphQLError } from 'graphql';
import { createGraphQLError } from 'graphql-yoga';
import type { ApiErrorCode } from '../../src/domain/sync/protocol';
import { refuse, type ApiFailure } from '../http/errors';

/** An error as the answer carries it: `extensions.code` is one of `ApiErrorCode`. */
export function graphqlRefusal(code: ApiErrorCode, message?: string, headers?: Readonly<Record<string, string>>): GraphQLError {
  return refusalOf(refuse(code, message, headers));
}

export function refusalOf({ message, code, statusCode, headers }: ApiFailure): GraphQLError {
  return createGraphQLError(message, { extensions: { code, http: { status: statusCode, headers } } });
}

/** By its tag: a bundler or a test may load the package twice, and `instanceof` would know only one of them. */
export function isGraphQLError(error: unknown): error is GraphQLError {
  return error instanceof Error && Object.prototype.toString.call(error) === '[object GraphQLError]';
}

/** The parser's, the validation's and the arguments' own words are about the query alone: they get the code that they lack. */
export function coded(error: GraphQLError): GraphQLError {
  if (typeof error.extensions['code'] === 'string') return error;
  const { extensions } = graphqlRefusal('bad-request');
  return createGraphQLError(error.message, { nodes: error.nodes, source: error.source, positions: error.positions, path: error.path, extensions });
}
