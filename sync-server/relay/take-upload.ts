// The device's side of a relay: takes its bytes, or its refusal, to whoever waits for them.
import type { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Identity } from '../auth/identity';
import type { Presence } from '../events/presence';
import { refuse } from '../http/errors';
import { FORWARDED_HEADER, forward } from './forward';
import type { RelayDesk } from './relay-desk';
import { readSentRange } from './upload';

export interface UploadDeps {
  readonly desk: RelayDesk;
  readonly presence: Pick<Presence, 'instanceUrl'>;
  readonly instanceId: string;
}

type RelayRequest = FastifyRequest<{ Params: { requestId: string } }>;

export async function takeUpload(deps: UploadDeps, sender: Identity, body: Readable, request: RelayRequest, reply: FastifyReply): Promise<FastifyReply> {
  // A refusal leaves the rest of the body unread: the connection must not wait for it.
  reply.header('connection', 'close');
  const { socket } = request.raw;
  const other = otherInstance(deps, request);
  if (other) return passOn(forward('POST', other, request.headers, body), socket, reply);
  const waiting = deps.desk.claim(request.params.requestId, sender);
  if (!waiting) throw refuse('not-found', 'Nobody waits for this any more.');
  const sent = readSentRange(request.headers, waiting.question);
  if (!sent) {
    waiting.refuse();
    throw refuse('bad-request', 'These are not the bytes that were asked for.');
  }
  const whole = await waiting.give({ ...sent, body });
  return whole ? done(reply) : drop(socket, reply);
}

export async function takeRefusal(deps: UploadDeps, sender: Identity, request: RelayRequest, reply: FastifyReply): Promise<FastifyReply> {
  const other = otherInstance(deps, request);
  if (other) return passOn(forward('DELETE', other, request.headers, null), request.raw.socket, reply);
  const waiting = deps.desk.claim(request.params.requestId, sender);
  if (!waiting) throw refuse('not-found', 'Nobody waits for this any more.');
  waiting.refuse();
  return reply.code(204).send();
}

/** Where the request belongs, if not here. */
function otherInstance({ presence, instanceId }: UploadDeps, request: RelayRequest): URL | null {
  const { requestId } = request.params;
  const owner = requestId.split('.', 1)[0] ?? '';
  if (owner === instanceId) return null;
  const url = request.headers[FORWARDED_HEADER] === undefined ? presence.instanceUrl(owner) : undefined;
  if (url === undefined) throw refuse('not-found', 'Nobody waits for this any more.');
  if (url === null) throw refuse('unavailable', 'The instances of this server do not know each other: INSTANCE_URL is not set.');
  return new URL(`api/relay/${requestId}`, url);
}

async function passOn(answer: Promise<number>, socket: Socket, reply: FastifyReply): Promise<FastifyReply> {
  const status = await answer.catch(() => null);
  if (status === 204) return done(reply);
  if (status === 404) throw refuse('not-found', 'Nobody waits for this any more.');
  if (status === 400) throw refuse('bad-request', 'These are not the bytes that were asked for.');
  return drop(socket, reply);
}

function done(reply: FastifyReply): FastifyReply {
  return reply.removeHeader('connection').code(204).send();
}

/** The player has gone, or the way to it is broken: the device need not send the rest. @param socket of the request, which loses it when its body breaks */
function drop(socket: Socket, reply: FastifyReply): FastifyReply {
  reply.hijack();
  socket.destroy();
  return reply;
}
