// How Fastify itself is set up: validation, limits, logging, and answers to what never reaches a route.
import { LogController, type FastifyServerOptions } from 'fastify';
import { BINARY_KEYWORD } from './binary';
import { answerClientError, answerFrameworkError, routeOf } from './error-handler';

/** Of requests whose route sets no other: settings and edits are small. */
export const SMALL_BODY_BYTES = 1_048_576;
/** Keys and ids in addresses; the longest is two keys with a slash. */
const LONGEST_PARAM = 200;

export interface ServerSettings {
  /** Whether `x-forwarded-*` of a proxy counts, or which proxies' does. */
  readonly trustProxy: boolean | string;
  readonly logLevel: string;
}

/** @param newId unguessable, names a request in log and answer */
export function serverOptions({ trustProxy, logLevel }: ServerSettings, newId: () => string) {
  return {
    trustProxy,
    bodyLimit: SMALL_BODY_BYTES,
    routerOptions: { maxParamLength: LONGEST_PARAM, ignoreTrailingSlash: false },
    genReqId: newId,
    requestIdHeader: false,
    logController: new LogController({ disableRequestLogging: true }),
    logger: loggerOptions(logLevel),
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, keywords: [BINARY_KEYWORD, 'example'] } },
    frameworkErrors: answerFrameworkError,
    clientErrorHandler: answerClientError,
  } satisfies FastifyServerOptions;
}

/** Addresses and headers may hold tokens and tickets, so only routes are logged. */
function loggerOptions(level: string) {
  return {
    level,
    serializers: {
      req: (request: Parameters<typeof routeOf>[0]) => ({ route: routeOf(request), id: request.id }),
      err: (error: Error & { code?: unknown }) => ({ type: error.name, message: error.message, stack: error.stack ?? '', code: String(error.code ?? '') }),
    },
  };
}
