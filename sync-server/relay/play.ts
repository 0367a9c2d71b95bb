// The player's side of a relay: asks one holder after the other, and passes the bytes of the first that answers.
import { pipeline } from 'node:stream/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { DeviceId } from '../../src/domain/library/ids';
import { copyHeaders } from '../events/raw-headers';
import { refuse } from '../http/errors';
import { parseRange, type AskedRange } from './byte-range';
import { exactLength } from './exact-length';
import type { DeviceAnswer, RelayDesk } from './relay-desk';
import type { Ticket } from './ticket';
import type { SentRange } from './upload';

/** How long a player waits for a first byte, over all devices asked. */
export const PATIENCE_MS = 15_000;
/** Further holders hardly help when so many did not answer. */
const MAX_ASKED = 3;

type Answered = Extract<DeviceAnswer, { type: 'upload' }>;

/** @param holders devices to ask, in this order; all are online */
export async function play(desk: RelayDesk, ticket: Ticket, holders: readonly DeviceId[], request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort());
  const isHead = request.method === 'HEAD';
  const range = isHead ? null : parseRange(request.headers.range);
  // One byte tells the length and the type of all.
  const asked = isHead ? { start: 0, end: 0 } : range ?? { start: 0, end: null };
  const answered = await askHolders(desk, ticket, holders, asked, gone.signal);
  if (gone.signal.aborted) {
    answered?.taken(false);
    return void reply.hijack();
  }
  if (!answered) throw refuse('device-offline', 'No device that holds this answered.');
  if (range && answered.upload.start >= answered.upload.totalBytes) return outOfRange(answered, reply);
  if (isHead) return headAnswer(answered, reply);
  await pass(answered, range !== null, reply);
}

async function askHolders(desk: RelayDesk, ticket: Ticket, holders: readonly DeviceId[], asked: AskedRange, signal: AbortSignal): Promise<Answered | null> {
  const candidates = holders.slice(0, MAX_ASKED);
  for (const deviceId of candidates) {
    const answer = await desk.ask({ ...asked, deviceId, libraryId: ticket.libraryId, contentKey: ticket.contentKey }, PATIENCE_MS / candidates.length, signal);
    if (answer.type === 'given-up') return null;
    if (answer.type === 'upload') return answer;
  }
  return null;
}

async function pass({ upload, taken }: Answered, isPart: boolean, reply: FastifyReply): Promise<void> {
  const length = upload.end - upload.start + 1;
  begin(reply, isPart ? 206 : 200, upload, { 'content-length': length, ...(isPart ? { 'content-range': `bytes ${upload.start}-${upload.end}/${upload.totalBytes}` } : {}) });
  // Either side's end ends the other; a player that pauses makes the device wait.
  const whole = await pipeline(upload.body, exactLength(length), reply.raw).then(() => true, () => false);
  taken(whole);
}

function headAnswer({ upload, taken }: Answered, reply: FastifyReply): void {
  begin(reply, 200, upload, { 'content-length': upload.totalBytes });
  reply.raw.end();
  upload.body.resume();
  taken(true);
}

function outOfRange({ upload, taken }: Answered, reply: FastifyReply): void {
  begin(reply, 416, upload, { 'content-length': 0, 'content-range': `bytes */${upload.totalBytes}` });
  reply.raw.end();
  upload.body.resume();
  taken(true);
}

function begin(reply: FastifyReply, status: number, { contentType }: SentRange, headers: Readonly<Record<string, string | number>>): void {
  reply.hijack();
  copyHeaders(reply);
  // Where the settings let another origin use the API, its page may play too.
  const isShared = reply.getHeader('access-control-allow-origin') !== undefined;
  reply.raw.writeHead(status, {
    'content-type': contentType,
    'accept-ranges': 'bytes',
    'cache-control': 'no-store',
    'cross-origin-resource-policy': isShared ? 'cross-origin' : 'same-origin',
    ...headers,
  });
}
