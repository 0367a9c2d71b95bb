// Refusals inside GraphQL: plain codes, and nothing of the server's inside.
import { GraphQLError } from 'graphql';
import type { ApiErrorCode } from '../../src/domain/sync/protocol';
import { ApiFailure, refuse, statusOf } from '../http/errors';

/** An error as the answer carries it: `extensions.code` is one of `ApiErrorCode`. */
export function graphqlRefusal(code: ApiErrorCode, message?: string): GraphQLError {
  const failure = refuse(code, message);
  return new GraphQLError(failure.message, { extensions: { code, http: { status: statusOf(code) } } });
}

export function refusalOf(failure: ApiFailure): GraphQLError {
  return new GraphQLError(failure.message, { extensions: { code: failure.code, http: { status: failure.statusCode } } });
}
