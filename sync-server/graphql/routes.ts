// POST /api/graphql: queries and mutations as JSON, subscriptions as server-sent events.
import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createYoga } from 'graphql-yoga';
import { Type } from 'typebox';
import { identityOf } from '../auth/authenticate';
import { readDeviceInfos } from '../events/device-info';
import type { EventBus } from '../events/bus';
import type { Presence } from '../events/presence';
import type { Store } from '../store/schema';
import type { GraphContext, Services } from './context';
import { createCostWindow } from './cost-window';
import { graphiqlRoute } from './graphiql';
import { limitPlugins } from './limits';
import { createLoaders } from './loaders';
import { createMasking } from './masking';
import { createServerClock } from './mutations/edit-state';
import { createSchema } from './schema';
import { createSimilarSearch } from './similar/similar-search';

export interface GraphqlDeps {
  readonly store: Store;
  readonly bus: EventBus;
  readonly presence: Pick<Presence, 'isOnline'>;
  readonly now: () => number;
  /** Unguessable. */
  readonly newId: () => string;
  /** What one device may ask for in a minute; see `docs/graphql.md`. */
  readonly pointsPerMinute?: number;
  /** Whether GET shows a page to try queries on. */
  readonly graphiql?: boolean;
}

/** Twenty of the dearest queries. */
const POINTS_PER_MINUTE = 2_000_000;
const PATH = '/api/graphql';
const EVENTS = 'text/event-stream';
const GRAPHQL_JSON = 'application/graphql-response+json';
/** Documents are kept once parsed; what varies belongs into variables. */
const LONGEST_QUERY = 65_536;

const Body = Type.Object({
  query: Type.String({ maxLength: LONGEST_QUERY }),
  variables: Type.Optional(Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Null()])),
  operationName: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  extensions: Type.Optional(Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Null()])),
});

const Refusal = Type.Object(
  { error: Type.Optional(Type.Unknown()), errors: Type.Optional(Type.Array(Type.Unknown())) },
  { description: 'Refused as a request (`error`, as everywhere), or as a query (`errors`, as GraphQL says them).' },
);

export async function graphqlRoutes(app: FastifyInstance, deps: GraphqlDeps): Promise<void> {
  const { store, bus, presence, now, newId } = deps;
  const similar = createSimilarSearch(store);
  const services: Services = {
    store, bus, similar, now, newId, clock: createServerClock(`srv-${randomBytes(4).toString('hex')}`),
    isOnline: (libraryId, deviceId) => presence.isOnline(libraryId, deviceId),
  };
  const answer = createAnswer(services, deps.pointsPerMinute ?? POINTS_PER_MINUTE, (thrown) => app.log.error({ err: thrown }, 'GraphQL failed'));
  const streams = new Set<AbortController>();
  app.addHook('preClose', async () => streams.forEach((stream) => stream.abort()));
  app.addHook('onClose', () => similar.close());

  if (deps.graphiql) graphiqlRoute(app, PATH);
  app.post(PATH, {
    config: { access: 'reader' },
    schema: {
      tags: ['graphql'], summary: 'Ask or change the library by GraphQL', body: Body,
      description: 'See docs/graphql.md. With `accept: text/event-stream` a subscription is answered as server-sent events.',
      response: { 400: Refusal },
    },
  }, async (request, reply) => {
    const ending = new AbortController();
    streams.add(ending);
    reply.raw.once('close', () => {
      ending.abort();
      streams.delete(ending);
    });
    return passOn(await answer(request, { identity: identityOf(request), signal: ending.signal }), reply);
  });
}

type Caller = Pick<GraphContext, 'identity' | 'signal'>;
type Answer = (request: FastifyRequest, caller: Caller) => Promise<Response>;

function createAnswer(services: Services, pointsPerMinute: number, report: (thrown: unknown) => void): Answer {
  const yoga = createYoga<Caller, GraphContext>({
    schema: createSchema(),
    graphqlEndpoint: PATH,
    context: ({ identity, signal }) => contextOf(services, { identity, signal }),
    plugins: limitPlugins(createCostWindow(services.now, pointsPerMinute)),
    maskedErrors: { maskError: createMasking(report) },
    graphiql: false, landingPage: false, multipart: false, batching: false, cors: false, logging: false,
    fetchAPI: { Request, Response, Headers, URL, ReadableStream, TextEncoder, TextDecoder },
  });
  return async (request, { identity, signal }) => {
    // Asked for this type, yoga says by the status what is wrong; `application/json` would be 200 whatever happens.
    const accept = wantsEvents(request) ? EVENTS : GRAPHQL_JSON;
    const headers = { 'content-type': 'application/json', accept };
    const asked = new Request(`http://localhost${PATH}`, { method: 'POST', headers, body: JSON.stringify(request.body) });
    return yoga.handleRequest(asked, { identity, signal });
  };
}

function wantsEvents({ headers: { accept } }: FastifyRequest): boolean {
  return accept?.includes(EVENTS) ?? false;
}

function contextOf(services: Services, { identity, signal }: Caller): GraphContext {
  const { store: { db }, isOnline } = services;
  const { libraryId } = identity;
  return {
    ...services, identity, signal, db, libraryId,
    loaders: createLoaders({ store: services.store, libraryId, isOnline }),
    devices: () => readDeviceInfos(db, libraryId, (deviceId) => isOnline(libraryId, deviceId)),
  };
}

function passOn(response: Response, reply: FastifyReply): FastifyReply {
  reply.code(response.status);
  const retryAfter = response.headers.get('retry-after');
  if (retryAfter !== null) reply.header('retry-after', retryAfter);
  // A connection that outlived its stream would hold up the server's stopping.
  if (response.headers.get('content-type')?.startsWith(EVENTS)) reply.headers({ 'content-type': EVENTS, 'x-accel-buffering': 'no', connection: 'close' });
  else reply.type(reply.request.headers.accept?.includes(GRAPHQL_JSON) ? GRAPHQL_JSON : 'application/json; charset=utf-8');
  return reply.send(response.body ? Readable.from(response.body) : '');
}
