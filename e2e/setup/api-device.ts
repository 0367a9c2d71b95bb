// A device that is a script: pairs with a server and speaks the sync protocol as the app does.
import { randomUUID } from 'node:crypto';
import { decode, encode } from '@msgpack/msgpack';
import type { DeviceId } from '../../src/domain/library/ids';
import type { Op, PlayEvent } from '../../src/domain/sync/choice';
import type { Fact } from '../../src/domain/sync/facts';
import {
  MSGPACK_TYPE, PROTOCOL_HEADER, PROTOCOL_VERSION,
  type ChangesPage, type CodeAnswer, type PairAnswer, type PairRequest, type PushAnswer, type PushRequest, type Role,
} from '../../src/domain/sync/protocol';

export interface ServerContents {
  readonly ops: readonly Op[];
  readonly plays: readonly PlayEvent[];
  readonly facts: readonly Fact[];
  readonly cursor: number;
  /** Of the answers as they came over the wire. */
  readonly bytes: number;
}

export interface ApiDevice {
  readonly deviceId: DeviceId;
  /** The raw answer: for tests of what a server in trouble says. Throws where there is no answer. */
  send(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Response>;
  /** @throws for anything but success */
  push(request: Partial<PushRequest>): Promise<PushAnswer>;
  /** Everything from the first change on. */
  everything(): Promise<ServerContents>;
  newCode(role: Role): Promise<string>;
}

/** The code in a setup link. */
export function codeOf(link: string): string {
  return new URLSearchParams(link.slice(link.indexOf('?'))).get('pair') ?? '';
}

/** @param url of the server, with a trailing slash */
export async function pairApiDevice(url: string, code: string, deviceName: string): Promise<ApiDevice> {
  const deviceId = randomUUID() as DeviceId;
  const headers: Record<string, string> = { [PROTOCOL_HEADER]: String(PROTOCOL_VERSION), accept: MSGPACK_TYPE };

  function send(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Response> {
    const sent = body === undefined ? {} : { body: Buffer.from(encode(body)) };
    return fetch(new URL(path, url), { method, headers: { ...headers, ...(body === undefined ? {} : { 'content-type': MSGPACK_TYPE }) }, ...sent });
  }

  async function answered<T>(sending: Promise<Response>): Promise<{ readonly value: T; readonly bytes: number }> {
    const response = await sending;
    const body = new Uint8Array(await response.arrayBuffer());
    if (!response.ok) throw new Error(`${response.url} answered ${response.status}: ${new TextDecoder().decode(body)}`);
    const isBinary = response.headers.get('content-type')?.startsWith(MSGPACK_TYPE);
    return { value: (isBinary ? decode(body) : JSON.parse(new TextDecoder().decode(body))) as T, bytes: body.length };
  }

  const { value: { token } } = await answered<PairAnswer>(send('POST', 'api/auth/pair', { code, deviceId, deviceName } satisfies PairRequest));
  headers['authorization'] = `Bearer ${token}`;
  return {
    deviceId, send,
    push: async ({ ops = [], plays = [], facts = [] }) => (await answered<PushAnswer>(send('POST', 'api/sync/push', { ops, plays, facts }))).value,
    newCode: async (role) => (await answered<CodeAnswer>(send('POST', 'api/auth/codes', { role }))).value.code,
    async everything() {
      const ops: Op[] = [];
      const plays: PlayEvent[] = [];
      const facts: Fact[] = [];
      let total = 0;
      for (let after = 0; ;) {
        const { value: page, bytes } = await answered<ChangesPage>(send('GET', `api/sync/changes?after=${after}&limit=5000&facts=1`));
        ops.push(...page.ops);
        plays.push(...page.plays);
        facts.push(...page.facts);
        total += bytes;
        after = page.cursor;
        if (page.remaining === 0) return { ops, plays, facts, cursor: after, bytes: total };
      }
    },
  };
}
