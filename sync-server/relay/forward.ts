// Bytes that landed on another instance than the one whose player waits: passed on to it inside the installation.
import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { PROTOCOL_HEADER } from '../../src/domain/sync/protocol';

/** Marks a request that was passed on once; it is never passed on again. */
export const FORWARDED_HEADER = 'x-relay-forwarded';
const PASSED_ON = ['authorization', 'content-type', 'content-length', 'x-total-bytes', 'x-byte-range', PROTOCOL_HEADER] as const;

/** @param body null for a refusal. @returns the other instance's status; rejects when it is out of reach, or the connection broke */
export async function forward(method: 'POST' | 'DELETE', url: URL, headers: IncomingHttpHeaders, body: Readable | null): Promise<number> {
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const passed = Object.fromEntries(PASSED_ON.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]])));
  const request = send(url, { method, headers: { ...passed, [FORWARDED_HEADER]: '1' } });
  const answered = once(request, 'response') as Promise<[IncomingMessage]>;
  // Failures are heard through the calls below; what breaks after them changes nothing.
  answered.catch(() => undefined);
  request.on('error', () => undefined);
  if (body) await pipeline(body, request);
  else request.end();
  const [response] = await answered;
  response.resume();
  return response.statusCode ?? 502;
}
