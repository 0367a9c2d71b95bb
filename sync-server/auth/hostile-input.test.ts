import { gzipSync, brotliCompressSync } from 'node:zlib';
import { encode } from '@msgpack/msgpack';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MSGPACK_TYPE, PROTOCOL_HEADER } from '../../src/domain/sync/protocol';
import { eachStore } from '../store/testing/each-store';
import { expectNoDetail, KEY, operationsOf, refusal, type Operation } from './testing/refusals';
import { startTestServer, type Device, type TestServer } from './testing/test-server';

const INJECTIONS = [
  "' OR '1'='1", "'; DROP TABLE devices; --", '1; SELECT pg_sleep(9)', '" UNION SELECT token_hash FROM devices --', '%27%20OR%201=1', '\\', '%', '_%',
  '../../../../etc/passwd', '..%2f..%2fetc%2fpasswd', '....//....//etc/passwd', '/etc/passwd', 'C:\\windows\\win.ini', 'file:///etc/passwd',
  '\u0000', 'a\u0000b', '\r\nset-cookie: a=b', '%0d%0aset-cookie:%20a=b', '<script>alert(1)</script>', '{{7*7}}', '${7*7}', '__proto__', 'constructor', '\ud800',
  'x'.repeat(5_000), '🎵'.repeat(300),
].map((text): [string, string] => [JSON.stringify(text.slice(0, 40)), text]);

eachStore('hostile input', (under) => {
  let server: TestServer;
  let admin: Device;
  let operations: readonly Operation[];

  beforeAll(async () => {
    server = await startTestServer(under.store(), under.settings());
    admin = await server.found();
    operations = operationsOf(server.app.swagger());
  });
  afterAll(() => server.close());
  // Past every lock that the test before may have left.
  beforeEach(() => {
    server.clock.nowMs += 24 * 3_600_000;
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
});

/** What UTF-8 makes of it on the way. */
function wellFormed(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8');
}
