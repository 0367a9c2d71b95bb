// Playing a recording from the device that holds it: tickets, the player's request, and the device's answer. Nothing is kept.
import type { ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { ContentKey } from '../../src/domain/library/ids';
import type { TicketAnswer } from '../../src/domain/sync/live';
import { identityOf } from '../auth/authenticate';
import type { InstanceBus } from '../events/instance-bus';
import type { Presence } from '../events/presence';
import { realTimers, type Timers } from '../events/timers';
import { refuse } from '../http/errors';
import type { Store } from '../store/schema';
import { isWelcome, sharingHolders } from './holders';
import { play } from './play';
import { createRelayDesk } from './relay-desk';
import { takeRefusal, takeUpload, type UploadDeps } from './take-upload';
import { readTicket, signTicket } from './ticket';
import { ticketSecret } from './ticket-secret';
import { AUDIO_TYPES } from './upload';

/** An evening of listening; a player asks for a new one with each recording. */
const TICKET_MS = 6 * 3_600_000;
/** Open at once in a library: a player reads several parts of a file, and some recordings are being kept offline. */
const MAX_OPEN = 12;
const KEY_PATTERN = '^[0-9a-f]{32}$';
const REQUEST_PATTERN = '^[0-9a-f]{12}\\.[A-Za-z0-9_-]{22}$';

export interface RelayRoutesDeps {
  readonly store: Pick<Store, 'db'>;
  readonly bus: InstanceBus;
  readonly presence: Presence;
  readonly now?: () => number;
  readonly timers?: Timers;
}

/** `POST /api/relay/tickets`, `GET /api/relay/files/:ticket`, `POST` and `DELETE /api/relay/:requestId`. */
export async function relayRoutes(app: FastifyInstance, { store: { db }, bus, presence, now = Date.now, timers = realTimers }: RelayRoutesDeps): Promise<void> {
  const desk = createRelayDesk({ bus, instanceId: bus.instanceId, timers });
  const secret = ticketSecret(db);
  const room = createRoom(MAX_OPEN);
  const players = new Set<ServerResponse>();
  // A paused player would keep the server from stopping for hours.
  app.addHook('preClose', async () => players.forEach((player) => player.destroy()));

  app.post<{ Body: { contentKey: ContentKey } }>('/api/relay/tickets', {
    config: { access: 'reader' },
    schema: {
      summary: 'An address that plays a recording for some hours without a header',
      tags: ['relay'],
      body: Type.Object({ contentKey: Type.String({ pattern: KEY_PATTERN }) }),
      response: { 200: Type.Object({ path: Type.String({ description: "Relative to the server's address." }), expiresAtMs: Type.Integer() }) },
    },
  }, async (request): Promise<TicketAnswer> => {
    const { libraryId, deviceId } = identityOf(request);
    const expiresAtMs = now() + TICKET_MS;
    const ticket = signTicket(await secret(), { libraryId, deviceId, contentKey: request.body.contentKey, expiresAtMs });
    return { path: `api/relay/files/${encodeURIComponent(ticket)}`, expiresAtMs };
  });

  app.route<{ Params: { ticket: string } }>({
    method: ['GET', 'HEAD'],
    url: '/api/relay/files/:ticket',
    exposeHeadRoute: false,
    // The ticket says who asks: media elements send no header.
    config: { access: 'public', refuses: ['unauthorised'] },
    schema: {
      summary: 'A recording, or part of it, from a device that holds it and is online',
      description: 'Answers range requests of the form `bytes=first-last` and `bytes=first-`. Bytes pass through; nothing is kept.',
      tags: ['relay'],
      params: Type.Object({ ticket: Type.String({ maxLength: 200 }) }),
      produces: [...AUDIO_TYPES],
    },
    async handler(request, reply) {
      const ticket = readTicket(await secret(), request.params.ticket, now());
      if (!ticket || !(await isWelcome(db, ticket))) throw refuse('unauthorised', 'This ticket is not valid any more: ask for a new one.');
      const holders = await sharingHolders(db, ticket);
      const online = holders.filter((deviceId) => presence.isOnline(ticket.libraryId, deviceId));
      if (online.length === 0) throw refuse(holders.length === 0 ? 'not-found' : 'device-offline');
      players.add(reply.raw);
      reply.raw.once('close', () => players.delete(reply.raw));
      await room.within(ticket.libraryId, () => play(desk, ticket, online, request, reply));
      return reply;
    },
  });

  await app.register(async (uploads) => answerRoutes(uploads, { desk, presence, instanceId: bus.instanceId }));
}

/** In a scope of its own: bodies are passed on as they come, whatever their size. */
async function answerRoutes(app: FastifyInstance, deps: UploadDeps): Promise<void> {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser([...AUDIO_TYPES], (_request, body, done) => done(null, body));
  const params = Type.Object({ requestId: Type.String({ pattern: REQUEST_PATTERN }) });

  app.post<{ Params: { requestId: string } }>('/api/relay/:requestId', {
    config: { access: 'reader' },
    schema: {
      summary: "A device's answer to a `relay` event: the bytes asked for",
      description: 'The first byte is the one asked for. `x-total-bytes` is the length of the whole file; `x-byte-range` (`first-last`) is needed where `content-length` is not sent. '
        + 'A start behind the end of the file is answered with no bytes.',
      tags: ['relay'],
      consumes: [...AUDIO_TYPES],
      params,
      headers: Type.Object({ 'x-total-bytes': Type.String({ pattern: '^\\d{1,15}$' }), 'x-byte-range': Type.Optional(Type.String({ pattern: '^\\d{1,15}-\\d{1,15}$' })) }),
    },
  }, async (request, reply) => takeUpload(deps, identityOf(request), bodyOf(request), request, reply));

  app.delete<{ Params: { requestId: string } }>('/api/relay/:requestId', {
    config: { access: 'reader' },
    schema: { summary: 'The device cannot send what it was asked for; the next one is asked', tags: ['relay'], params },
  }, async (request, reply): Promise<FastifyReply> => takeRefusal(deps, identityOf(request), request, reply));
}

function bodyOf(request: FastifyRequest): Readable {
  const { body } = request;
  if (typeof body === 'object' && body !== null && 'pipe' in body) return body as Readable;
  throw refuse('unsupported-media-type');
}

/** At most so many at once for each library. */
function createRoom(max: number): { within(libraryId: string, task: () => Promise<void>): Promise<void> } {
  const open = new Map<string, number>();
  return {
    async within(libraryId, task) {
      const count = open.get(libraryId) ?? 0;
      if (count >= max) throw refuse('rate-limited', 'Too many recordings are being played at once.', { 'retry-after': '5' });
      open.set(libraryId, count + 1);
      try {
        await task();
      } finally {
        const left = (open.get(libraryId) ?? 1) - 1;
        if (left > 0) open.set(libraryId, left);
        else open.delete(libraryId);
      }
    },
  };
}
