import { gzipSync, brotliCompressSync } from 'node:zlib';
import { encode } from '@msgpack/msgpack';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MSGPACK_TYPE, PROTOCOL_HEADER, type ApiErrorBody, type CodeAnswer } from '../../src/domain/sync/protocol';
import { eachStore } from '../store/testing/each-store';
import { startTestServer, type Device, type TestServer } from './testing/test-server';

const KEY = 'a'.repeat(32);
/** What a server must never say: where it is written, what it runs on, what it asked its database. */
const INSIDES = /node_modules|sync-server\/|\.ts:|at \w+ \(|select |insert |sqlite|postgres|kysely|SQLITE|syntax error|ENOENT|Cannot read|undefined|stack/i;
const INJECTIONS = [
  "' OR '1'='1", "'; DROP TABLE devices; --", '1; SELECT pg_sleep(9)', '" UNION SELECT token_hash FROM devices --', '%27%20OR%201=1', '\\', '%', '_%',
  '../../../../etc/passwd', '..%2f..%2fetc%2fpasswd', '....//....//etc/passwd', '/etc/passwd', 'C:\\windows\\win.ini', 'file:///etc/passwd',
  '\u0000', 'a\u0000b', '\r\nset-cookie: a=b', '%0d%0aset-cookie:%20a=b', '<script>alert(1)</script>', '{{7*7}}', '${7*7}', '__proto__', 'constructor', '\ud800',
  'x'.repeat(5_000), '🎵'.repeat(300),
].map((text): [string, string] => [JSON.stringify(text.slice(0, 40)), text]);

interface Operation {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly isPublic: boolean;
  readonly takesBody: boolean;
}

eachStore('security', (under) => {
  let server: TestServer;
  let admin: Device;
  let reader: Device;
  let other: Device;
  let operations: readonly Operation[];

  beforeAll(async () => {
    server = await startTestServer(under.store(), under.settings(), { METRICS_TOKEN: 'a-token-for-metrics' });
    admin = await server.found();
    reader = await server.add(admin, 'reader');
    other = await server.invite(admin);
    operations = operationsOf(server.app.swagger());
  });
  afterAll(() => server.close());
  // Past every lock that the test before may have left.
  beforeEach(() => {
    server.clock.nowMs += 24 * 3_600_000;
  });

  const codeOf = (response: LightMyRequestResponse) => response.json<ApiErrorBody>().error.code;
  const refusal = (response: LightMyRequestResponse) => [response.statusCode, codeOf(response)];
  const guarded = () => operations.filter((operation) => !operation.isPublic);
  const addressOf = ({ path }: Operation) => path.replace(/\{[^}]+\}/g, KEY);

  function expectNoDetail(response: LightMyRequestResponse): void {
    const said = `${JSON.stringify(response.headers)} ${response.body}`;
    expect(INSIDES.exec(said)?.[0]).toBeUndefined();
    expect(response.headers['set-cookie']).toBeUndefined();
  }

  describe('who has no right to ask', () => {
    it('is known for more routes than one', () => {
      expect(guarded().length).toBeGreaterThan(15);
    });

    it.each<[string, Record<string, string>]>([
      ['no token', {}],
      ['an empty token', { authorization: 'Bearer ' }],
      ['a token that nobody has', { authorization: `Bearer ${'A'.repeat(43)}` }],
      ['a token of another form', { authorization: 'Bearer abc' }],
      ['a password', { authorization: 'Basic YWRtaW46YWRtaW4=' }],
      ['SQL for a token', { authorization: "Bearer ' OR '1'='1" }],
      ['the token of the metrics', { authorization: 'Bearer a-token-for-metrics' }],
    ])('is refused on every route: %s', async (_name, headers) => {
      for (const operation of guarded()) {
        const response = await server.ask({ method: operation.method, url: addressOf(operation), headers });
        expect([operation.method, operation.path, ...refusal(response)]).toEqual([operation.method, operation.path, 401, 'unauthorised']);
        expectNoDetail(response);
      }
    });

    it('is refused with a token in a cookie or in the address, as another site would send it', async () => {
      const asks: InjectOptions[] = [
        { url: '/api/devices', headers: { cookie: `token=${admin.token}; authorization=Bearer ${admin.token}`, origin: 'https://evil.test' } },
        { url: `/api/devices?token=${admin.token}&access_token=${admin.token}` },
        { method: 'POST', url: '/api/auth/codes', headers: { cookie: `token=${admin.token}`, origin: 'https://evil.test', 'content-type': 'application/x-www-form-urlencoded' }, payload: 'role=owner' },
      ];
      for (const ask of asks) expect(refusal(await server.ask(ask))).toEqual([401, 'unauthorised']);
    });

    it('is refused after it was revoked, everywhere', async () => {
      const gone = await server.add(admin, 'owner');
      await admin.ask('DELETE', `/api/devices/${gone.deviceId}`);
      for (const operation of guarded()) {
        expect([operation.path, ...refusal(await gone.ask(operation.method, addressOf(operation)))]).toEqual([operation.path, 401, 'revoked']);
      }
    });

    it('cannot tell a device of another library from one that does not exist', async () => {
      const foreign = await other.ask('PATCH', `/api/devices/${admin.deviceId}`, { name: 'Mine' });
      const unknown = await other.ask('PATCH', '/api/devices/nobody', { name: 'Mine' });
      expect([foreign.statusCode, foreign.body]).toEqual([404, unknown.body]);
      expect((await other.ask('DELETE', `/api/devices/${admin.deviceId}`)).statusCode).toBe(404);
      expect((await admin.ask('GET', '/api/devices')).statusCode).toBe(200);
    });

    it('sees nothing of another person’s library', async () => {
      const answer = (await other.ask('GET', '/api/devices')).body;
      expect([answer.includes(admin.deviceId), answer.includes(other.deviceId)]).toEqual([false, true]);
    });

    it('is not served when many wrong tokens come from one address', async () => {
      const ask = () => server.ask({ url: '/api/devices', headers: { authorization: `Bearer ${'B'.repeat(43)}` } });
      const answers: number[] = [];
      for (let i = 0; i < 101; i++) answers.push((await ask()).statusCode);
      expect([answers[99], answers[100]]).toEqual([401, 429]);
    });
  });

  describe('who has some right', () => {
    it('as a reader writes nothing', async () => {
      const writes: [string, unknown][] = [['/api/auth/codes', { role: 'owner' }], ['/api/auth/invites', { libraryName: 'Mine' }], ['/api/sync/push', { ops: [], plays: [], facts: [] }], ['/api/admin/compact', undefined]];
      for (const [url, body] of writes) expect([url, ...refusal(await reader.ask('POST', url, body))]).toEqual([url, 403, 'forbidden']);
      expect(refusal(await reader.ask('DELETE', `/api/devices/${admin.deviceId}`))).toEqual([403, 'forbidden']);
    });

    it('as another person’s owner does not run the server', async () => {
      for (const { method, path } of operations.filter((operation) => operation.path.startsWith('/api/admin/'))) {
        expect([path, ...refusal(await other.ask(method, path))]).toEqual([path, 403, 'forbidden']);
      }
      expect(refusal(await other.ask('POST', '/api/auth/invites', { libraryName: 'Mine' }))).toEqual([403, 'forbidden']);
    });
  });

  describe('a guessed code', () => {
    const guess = (code: string, remoteAddress = '192.0.2.1') =>
      server.ask({ method: 'POST', url: '/api/auth/pair', remoteAddress, payload: { code, deviceId: 'guesser', deviceName: 'Guesser' } });

    it('makes the guesser wait after five, and longer after each more', async () => {
      const waits: unknown[] = [];
      for (let i = 0; i < 5; i++) expect((await guess('00000000')).statusCode).toBe(400);
      for (let i = 0; i < 3; i++) {
        const refused = await guess('00000000');
        expect(refusal(refused)).toEqual([429, 'rate-limited']);
        waits.push(refused.headers['retry-after']);
        server.clock.nowMs += Number(refused.headers['retry-after']) * 1_000;
        expect((await guess('00000000')).statusCode).toBe(400);
      }
      expect(waits).toEqual(['30', '60', '120']);
    });

    it('locks the guesser out even with the right code, and nobody else', async () => {
      const { code } = (await admin.ask('POST', '/api/auth/codes', { role: 'reader' })).json<CodeAnswer>();
      await Promise.all(Array.from({ length: 12 }, () => guess('00000000', '192.0.2.7')));
      expect((await guess(code, '192.0.2.7')).statusCode).toBe(429);
      expect((await guess(code, '192.0.2.8')).statusCode).toBe(200);
    });

    it('counts a whole IPv6 network as one', async () => {
      for (let i = 0; i < 5; i++) await guess('00000000', `2001:db8:1:2::${i + 1}`);
      expect([(await guess('00000000', '2001:db8:1:2:ffff::9')).statusCode, (await guess('00000000', '2001:db8:1:3::1')).statusCode]).toEqual([429, 400]);
    });

    it('is limited over all addresses together', async () => {
      const answers: number[] = [];
      for (let i = 0; i < 101; i++) answers.push((await guess('00000000', `198.51.100.${i}`)).statusCode);
      expect([answers[99], answers[100]]).toEqual([400, 429]);
    });

    it('cannot hide behind a header that no proxy vouches for', async () => {
      const asks = Array.from({ length: 6 }, (_, i) => server.ask({
        method: 'POST', url: '/api/auth/pair', remoteAddress: '192.0.2.99', headers: { 'x-forwarded-for': `203.0.113.${i}` },
        payload: { code: '00000000', deviceId: 'guesser', deviceName: 'Guesser' },
      }));
      expect((await Promise.all(asks)).map((answer) => answer.statusCode).filter((status) => status === 429)).toHaveLength(1);
    });
  });

  describe('a bad body', () => {
    const pair = (payload: string | Buffer, headers: Record<string, string>) => server.ask({ method: 'POST', url: '/api/auth/pair', payload, headers });
    const push = (payload: string | Buffer, headers: Record<string, string>) =>
      server.ask({ method: 'POST', url: '/api/sync/push', payload, headers: { authorization: `Bearer ${admin.token}`, ...headers } });
    const JSON_TYPE = { 'content-type': 'application/json' };
    const PACKED = { 'content-type': MSGPACK_TYPE };

    it.each<[string, string | Buffer, Record<string, string>]>([
      ['JSON cut short', '{"code": "A', JSON_TYPE],
      ['no JSON at all', 'hello', JSON_TYPE],
      ['nothing', '', JSON_TYPE],
      ['null', 'null', JSON_TYPE],
      ['a list', '[]', JSON_TYPE],
      ['a million open brackets', '['.repeat(1_000), JSON_TYPE],
      ['a prototype', '{"__proto__": {"isAdmin": true}, "code": "A", "deviceId": "d", "deviceName": "n"}', JSON_TYPE],
      ['a constructor’s prototype', '{"constructor": {"prototype": {"isAdmin": true}}}', JSON_TYPE],
      ['a field too many', '{"code": "A", "deviceId": "d", "deviceName": "n", "role": "owner"}', JSON_TYPE],
      ['numbers for text', '{"code": 1, "deviceId": 2, "deviceName": 3}', JSON_TYPE],
      ['nothing packed', Buffer.alloc(0), PACKED],
      ['a byte that means nothing', Buffer.from([0xc1]), PACKED],
      ['a pack cut short', Buffer.from(encode({ code: 'A' })).subarray(0, 5), PACKED],
      ['two packs', Buffer.concat([encode({}), encode({})]), PACKED],
      ['a list of four thousand million', Buffer.from([0xdd, 0xff, 0xff, 0xff, 0xff]), PACKED],
      ['a deep pack', Buffer.alloc(1_000, 0x91), PACKED],
      ['a packed prototype', Buffer.from(encode(JSON.parse('{"a": {"constructor": 1}}'))), PACKED],
      ['an extension', Buffer.from([0xd4, 0x01, 0x00]), PACKED],
      ['bytes that do not unpack', 'not gzip', { ...JSON_TYPE, 'content-encoding': 'gzip' }],
    ])('of %s is refused as such', async (_name, payload, headers) => {
      const response = await pair(payload, headers);
      expect(refusal(response)).toEqual([400, 'bad-request']);
      expectNoDetail(response);
    });

    it('names the field that is wrong, and not what was in it', async () => {
      const response = await pair(JSON.stringify({ code: 'A', deviceId: '/etc/secret', deviceName: 'n' }), JSON_TYPE);
      expect(response.json()).toEqual({ error: { code: 'bad-request', message: 'Not valid: body/deviceId.' } });
    });

    it.each<[string, Record<string, string>]>([
      ['text/plain', { 'content-type': 'text/plain' }],
      ['a form', { 'content-type': 'application/x-www-form-urlencoded' }],
      ['XML', { 'content-type': 'application/xml' }],
      ['a picture', { 'content-type': 'image/png' }],
      ['no type', {}],
      ['a type that is none', { 'content-type': '???' }],
      ['an unknown encoding', { 'content-type': 'application/json', 'content-encoding': 'zip' }],
    ])('in %s is not read', async (_name, headers) => {
      const response = await pair('{"code":"A"}', headers);
      expect(refusal(response)).toEqual([415, 'unsupported-media-type']);
      expectNoDetail(response);
    });

    it('that is too large is refused', async () => {
      expect(refusal(await pair(JSON.stringify({ code: 'x'.repeat(10_000) }), JSON_TYPE))).toEqual([413, 'too-large']);
      expect(refusal(await push(Buffer.alloc(server.config.maxBodyBytes + 1), PACKED))).toEqual([413, 'too-large']);
    });

    it.each([
      ['gzip', gzipSync(Buffer.alloc(200 * 1_048_576))],
      ['br', brotliCompressSync(Buffer.alloc(200 * 1_048_576))],
    ])('that grows to 200 MB from a little %s is refused before it has', async (encoding, bomb) => {
      const before = process.memoryUsage().rss;
      expect(refusal(await push(bomb, { ...PACKED, 'content-encoding': encoding }))).toEqual([413, 'too-large']);
      expect(refusal(await pair(bomb, { ...JSON_TYPE, 'content-encoding': encoding }))).toEqual([413, 'too-large']);
      expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1_048_576);
    });
  });

  describe('injections', () => {
    it.each(INJECTIONS)('in parts of an address do nothing: %s', async (_name, text) => {
      for (const operation of operations.filter(({ path }) => path.includes('{'))) {
        const url = operation.path.replace(/\{[^}]+\}/g, encodeURIComponent(wellFormed(text)));
        const response = await admin.ask(operation.method, url, operation.takesBody ? {} : undefined);
        expect([operation.path, response.statusCode < 500]).toEqual([operation.path, true]);
        expectNoDetail(response);
      }
    });

    it.each(INJECTIONS)('in queries do nothing: %s', async (_name, text) => {
      const value = encodeURIComponent(wellFormed(text));
      for (const { path } of operations.filter((operation) => operation.method === 'GET' && !operation.path.includes('events'))) {
        const url = `${path.replace(/\{[^}]+\}/g, KEY)}?after=${value}&limit=${value}&kind=${value}&id=${value}&facts=${value}&__proto__[x]=${value}`;
        const response = await admin.ask('GET', url);
        expect([path, response.statusCode < 500]).toEqual([path, true]);
      }
    });

    it.each(INJECTIONS)('in names are names, or refused: %s', async (_name, text) => {
      const owner = await server.invite(admin);
      const answers = [
        await owner.ask('PATCH', `/api/devices/${owner.deviceId}`, { name: text }),
        await admin.ask('POST', '/api/auth/invites', { libraryName: text }),
        await server.ask({ method: 'POST', url: '/api/auth/pair', payload: { code: text, deviceId: text, deviceName: text } }),
        await admin.ask('POST', '/api/auth/codes', { role: text }),
      ];
      for (const answer of answers) {
        expect([200, 400, 413]).toContain(answer.statusCode);
        if (answer.statusCode !== 200) expectNoDetail(answer);
      }
      const [renamed] = answers;
      if (renamed?.statusCode === 200) expect(renamed.json<{ name: string }>().name.replace(/\ufffd+/g, '\ufffd')).toBe(wellFormed(text).trim());
      expect((await owner.ask('GET', '/api/devices')).json()).toHaveLength(1);
    });

    it.each(INJECTIONS)('in what is synced are kept as they are, or refused item by item: %s', async (_name, text) => {
      const owner = await server.invite(admin);
      const hlc = `${server.clock.nowMs.toString(16).padStart(12, '0')}-0000-${owner.deviceId}`;
      const stamp = { kind: 'tags', subject: `${KEY}/-`, version: 1, deviceId: owner.deviceId, revision: 1, digest: KEY };
      const op = { kind: 'playlist', id: 'p', field: 'name', value: 'n', hlc };
      const play = { playId: 'p', contentKey: KEY, atMs: server.clock.nowMs, deviceId: owner.deviceId };
      const each = <T extends object>(item: T) => Object.keys(item).map((field) => ({ ...item, [field]: text }));
      const bodies = [
        ...each(op).map((ops) => ({ ops: [ops], plays: [], facts: [] })),
        ...each(play).map((plays) => ({ ops: [], plays: [plays], facts: [] })),
        ...each({ ...stamp, value: '' }).map((facts) => ({ ops: [], plays: [], facts: [facts] })),
      ];
      for (const [index, body] of bodies.entries()) {
        const [type, payload] = index % 2 === 0 ? ['application/json', JSON.stringify(body)] as const : [MSGPACK_TYPE, Buffer.from(encode(body))] as const;
        const response = await server.ask({ method: 'POST', url: '/api/sync/push', headers: { authorization: `Bearer ${owner.token}`, 'content-type': type }, payload });
        expect([200, 400]).toContain(response.statusCode);
        if (response.statusCode === 400) expectNoDetail(response);
      }
      for (const facts of each(stamp)) expect([200, 400]).toContain((await owner.ask('POST', '/api/sync/offer', { facts: [facts] })).statusCode);
      expect([200, 400]).toContain((await owner.ask('POST', '/api/covers/missing', { hashes: [text] })).statusCode);
      expect((await owner.ask('GET', '/api/sync/changes?after=0')).statusCode).toBe(200);
      const { count } = await under.store().db.selectFrom('devices').select(({ fn }) => fn.countAll<number | string>().as('count')).executeTakeFirstOrThrow();
      expect(Number(count)).toBeGreaterThan(3);
    });

    it('in headers do nothing', async () => {
      for (const text of ["' OR 1=1", '../..', 'x'.repeat(8_000), '1e9', '-1', '99999999999999999999']) {
        const response = await admin.ask('GET', '/api/devices', undefined, { [PROTOCOL_HEADER]: text, accept: text, 'x-request-id': text, 'last-event-id': text, 'accept-encoding': text });
        expect(response.statusCode).toBeLessThan(500);
        expectNoDetail(response);
      }
    });
  });

  describe('addresses', () => {
    it.each(['/api/%zz', '/api/%', '/api/devices/%e0%a4%a', `/api/devices/${'x'.repeat(3_000)}`])('that are malformed are refused: %s', async (url) => {
      const response = await admin.ask('PATCH', url, { name: 'x' });
      expect([400, 404]).toContain(response.statusCode);
      expectNoDetail(response);
    });

    it.each(['/api', '/api/', '/api/nothing', '/api/devices/', '/api/../etc/passwd', '/api/admin', '/API/devices'])('that lead nowhere say so: %s', async (url) => {
      const response = await server.ask({ url });
      expect(response.statusCode).toBe(404);
      expectNoDetail(response);
    });

    it('with another method are not there', async () => {
      expect(refusal(await admin.ask('PUT', '/api/devices'))).toEqual([404, 'not-found']);
    });
  });

  describe('other origins', () => {
    it('are told nothing that lets them in', async () => {
      const answers = [
        await server.ask({ method: 'OPTIONS', url: '/api/devices', headers: { origin: 'https://evil.test', 'access-control-request-method': 'DELETE', 'access-control-request-headers': 'authorization' } }),
        await admin.ask('GET', '/api/devices', undefined, { origin: 'https://evil.test' }),
      ];
      for (const { headers } of answers) expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
    });
  });

  describe('the metrics', () => {
    it('open with their own token alone', async () => {
      const ask = (token: string) => server.ask({ url: '/api/metrics', headers: { authorization: `Bearer ${token}` } });
      expect(refusal(await ask(admin.token))).toEqual([401, 'unauthorised']);
      expect((await ask('a-token-for-metrics')).body).toContain('soniquebay_http_request_seconds_bucket');
    });

    it('name no device, library or key', async () => {
      await admin.ask('GET', `/api/covers/${KEY}`);
      const { body } = await server.ask({ url: '/api/metrics', headers: { authorization: 'Bearer a-token-for-metrics' } });
      expect([admin.deviceId, admin.libraryId, KEY].filter((secret) => body.includes(secret))).toEqual([]);
    });
  });
});

/** What UTF-8 makes of it on the way. */
function wellFormed(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8');
}

interface Description {
  readonly paths?: Readonly<Record<string, Readonly<Record<string, { readonly security?: readonly object[]; readonly requestBody?: object }>>>>;
}

function operationsOf(description: object): Operation[] {
  return Object.entries((description as Description).paths ?? {}).flatMap(([path, methods]) => Object.entries(methods).map(([method, { security, requestBody }]) => ({
    method: method.toUpperCase() as Operation['method'],
    path,
    isPublic: security !== undefined && !security.some((scheme) => 'bearer' in scheme),
    takesBody: requestBody !== undefined,
  })));
}
