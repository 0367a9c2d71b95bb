// The API described from the schemas of its routes: /api/openapi.json, and a page to browse it at /api/docs.
import fastifySwagger, { type SwaggerTransform } from '@fastify/swagger';
import fastifySwaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance, FastifySchema, RouteOptions } from 'fastify';
import { MSGPACK_TYPE, type ApiErrorCode } from '../../src/domain/sync/protocol';
import { withBase64Strings } from './binary';
import { statusOf } from './errors';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Refusals of this route besides those that follow from its access, address and body. */
    refuses?: readonly ApiErrorCode[];
  }
}

const ERROR_CODES: readonly ApiErrorCode[] = [
  'bad-request', 'unauthorised', 'revoked', 'forbidden', 'not-found', 'code-invalid', 'conflict', 'too-large', 'unsupported-media-type',
  'client-too-old', 'server-too-old', 'rate-limited', 'device-offline', 'unavailable', 'internal',
];

const API_ERROR = {
  $id: 'ApiError',
  type: 'object' as const,
  required: ['error'],
  properties: {
    error: {
      type: 'object' as const,
      required: ['code', 'message'],
      properties: {
        code: { type: 'string' as const, enum: [...ERROR_CODES] },
        message: { type: 'string' as const, description: 'For people; may change.' },
      },
    },
  },
};

const REASONS: Readonly<Record<number, string>> = {
  400: 'The request is not valid; the message names the field.',
  401: 'No token, a wrong one, or one that was revoked.',
  403: 'The role of this device does not allow it.',
  404: 'There is no such thing in this library.',
  409: 'It does not fit what the server knows; the message says why.',
  413: 'The body is larger than allowed, packed or unpacked.',
  415: 'The content type or encoding is not understood.',
  426: 'App and server are too far apart in version.',
  429: 'Too many requests; `retry-after` says how many seconds to wait.',
  500: 'The server failed; its log has the reason.',
  503: 'Not just now: the database or the device asked for is away.',
};

/** Install before any route. */
export async function installOpenApi(app: FastifyInstance, version: string): Promise<void> {
  app.addSchema(API_ERROR);
  await app.register(fastifySwagger, {
    refResolver: { buildLocalReference: (schema, _base, _fragment, index) => (typeof schema.$id === 'string' ? schema.$id : `Part${index}`) },
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'SoniqueBay server',
        version,
        description: `One library on every device. Bodies are JSON with bytes as base64, or the same in \`${MSGPACK_TYPE}\`. Every refusal has the body \`ApiError\`.`,
        license: { name: 'MIT', identifier: 'MIT' },
      },
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer', description: 'The token of a paired device.' },
          metrics: { type: 'http', scheme: 'bearer', description: 'METRICS_TOKEN of the server.' },
        },
      },
      security: [{ bearer: [] }],
    },
    hideUntagged: false,
    transform,
  });
  await app.register(fastifySwaggerUi, { routePrefix: '/api/docs', uiConfig: { layout: 'BaseLayout', tryItOutEnabled: false, persistAuthorization: false }, theme: { title: 'SoniqueBay API' } });
  app.get('/api/openapi.json', { config: { access: 'public' }, schema: { hide: true } }, async () => app.swagger());
}

/** What each route may answer besides its own answers, by what it asks for. */
const transform: SwaggerTransform = ({ schema, url, route }) => {
  if (!schema || schema.hide) return { schema: { ...schema, hide: true }, url };
  const shown: FastifySchema = withBase64Strings(schema) as FastifySchema;
  const own = shown.response as Record<string, unknown> | undefined;
  const errors = Object.fromEntries(errorStatuses(route).map((status) => [status, errorAnswer(status)]));
  return {
    schema: { ...shown, ...(route.config?.access === 'public' && !shown.security ? { security: [] } : {}), response: { ...errors, ...(hasSuccess(own) ? {} : { 200: { description: 'Done.' } }), ...own } },
    url,
  };
};

function hasSuccess(answers: object | undefined): boolean {
  return Object.keys(answers ?? {}).some((status) => status.startsWith('2'));
}

function errorStatuses(route: RouteOptions): number[] {
  const isPublic = route.config?.access === 'public';
  const takesBody = ['POST', 'PUT', 'PATCH', 'DELETE'].some((method) => [route.method].flat().includes(method));
  const statuses = [400, 426, 429, 500, 503];
  if (!isPublic) statuses.push(401, 403);
  if (takesBody) statuses.push(413, 415);
  if (route.url.includes(':')) statuses.push(404);
  return [...statuses, ...(route.config?.refuses ?? []).map(statusOf)].sort((a, b) => a - b);
}

function errorAnswer(status: number) {
  return { description: REASONS[status] ?? 'Refused.', content: { 'application/json': { schema: { $ref: 'ApiError#' } } } };
}
