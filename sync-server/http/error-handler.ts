// What is thrown becomes an answer here, and nowhere else. Nothing of the server's inside gets out.
import type { Socket } from 'node:net';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AdminError } from '../../src/domain/sync/admin';
import type { ApiErrorCode } from '../../src/domain/sync/protocol';
import { ApiFailure, errorBody, refuse } from './errors';

/** SQLite's file is held by another process. A PostgreSQL that is away comes as `StoreUnavailable`, with its status. */
const LOCKED = /^SQLITE_(BUSY|LOCKED)/;
const RETRY_AFTER_S = '2';
const LONGEST_LOGGED = 300;
const LONGEST_FIELD = 80;

export interface ErrorHandlerDeps {
  readonly now: () => number;
  /** Told of every failure that is the server's own. */
  readonly onFailure: (failure: AdminError) => void;
}

export function installErrorHandler(app: FastifyInstance, { now, onFailure }: ErrorHandlerDeps): void {
  app.setErrorHandler((thrown: unknown, request, reply) => {
    const failure = failureOf(thrown, request.id);
    if (failure.statusCode >= 500 && !(thrown instanceof ApiFailure)) {
      request.log.error({ err: thrown }, 'request failed');
      onFailure({ atMs: now(), requestId: request.id, route: routeOf(request), message: summaryOf(thrown) });
    }
    return answer(reply, failure);
  });
}

/** Answers requests that no route takes. For addresses of the API. */
export function answerNotFound(reply: FastifyReply): FastifyReply {
  return answer(reply, refuse('not-found'));
}

/** For requests that Fastify refuses before any hook, such as malformed addresses. */
export function answerFrameworkError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  void answer(reply, failureOf(error, request.id));
}

/** For bytes that are not HTTP. */
export function answerClientError(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
    socket.destroy();
    return;
  }
  const body = JSON.stringify(errorBody('bad-request'));
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? '431 Request Header Fields Too Large' : '400 Bad Request';
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`);
}

/** Method and pattern of the route, without what was asked. */
export function routeOf(request: FastifyRequest): string {
  return `${request.method} ${request.routeOptions?.url ?? '(none)'}`;
}

function answer(reply: FastifyReply, { code, message, statusCode, headers }: ApiFailure): FastifyReply {
  return reply
    .code(statusCode)
    .headers({ 'cache-control': 'no-store', ...headers })
    .type('application/json; charset=utf-8')
    .serializer(JSON.stringify)
    .send(errorBody(code, message));
}

function failureOf(thrown: unknown, requestId: string): ApiFailure {
  if (thrown instanceof ApiFailure) return thrown;
  const error: Partial<FastifyError> = thrown instanceof Error ? thrown : {};
  if (error.validation) return refuse('bad-request', `Not valid: ${fieldOf(error)}.`);
  if (error.statusCode === 503 || LOCKED.test(String(error.code ?? ''))) return refuse('unavailable', undefined, { 'retry-after': RETRY_AFTER_S });
  const code = codeOfStatus(error.statusCode ?? 500);
  return code ? refuse(code) : refuse('internal', `The server failed; its log has the reason under ${requestId}.`);
}

function codeOfStatus(status: number): ApiErrorCode | null {
  switch (status) {
    case 404: return 'not-found';
    case 413: return 'too-large';
    case 415: return 'unsupported-media-type';
    case 429: return 'rate-limited';
    default: return status >= 400 && status < 500 ? 'bad-request' : null;
  }
}

/** Where the request is wrong, such as `body/ops/3/hlc`: names of fields only, never their values. */
function fieldOf({ validation, validationContext }: Partial<FastifyError>): string {
  const first = validation?.[0];
  const name = first?.params['missingProperty'] ?? first?.params['additionalProperty'];
  const path = `${validationContext ?? 'body'}${first?.instancePath ?? ''}${typeof name === 'string' ? `/${name}` : ''}`;
  return path.replace(/[^\w/.-]/g, '').slice(0, LONGEST_FIELD);
}

function summaryOf(thrown: unknown): string {
  const text = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  return (text.split('\n', 1)[0] ?? '').slice(0, LONGEST_LOGGED);
}
