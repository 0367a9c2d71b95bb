import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { decode, encode } from '@msgpack/msgpack';
import fastify, { type FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AdminError } from '../../src/domain/sync/admin';
import { MSGPACK_TYPE } from '../../src/domain/sync/protocol';
import { eachStore } from '../store/testing/each-store';
import { Binary } from './binary';
import { refuse } from './errors';
import { Fields } from './schemas';
import { serverOptions } from './server-options';
import { installSurface, type SurfaceConfig } from './surface';

const CONFIG: SurfaceConfig = { publicUrl: null, corsOrigins: [], requestsPerMinute: 1_000 };
const BYTES = Uint8Array.from([0, 1, 254, 255]);
const PUBLIC = { access: 'public' } as const;

eachStore('the surface of the API', (under) => {
  const failures: AdminError[] = [];
  let app: FastifyInstance;

  async function surface(config: Partial<SurfaceConfig> = {}, trustProxy = false): Promise<FastifyInstance> {
    const made = fastify(serverOptions({ trustProxy, logLevel: 'silent' }, randomUUID));
    await installSurface(made, { config: { ...CONFIG, ...config }, store: under.store(), now: Date.now, version: '1.2.3', onFailure: (failure) => failures.push(failure) });
    return made;
  }

  beforeAll(async () => {
    app = await surface();
    app.post('/api/echo', { config: { ...PUBLIC, binary: true }, schema: { summary: 'Echo', body: Fields({ bytes: Binary(4) }) } }, async (request) => ({ ...(request.body as object), type: (request.body as { bytes: unknown }).bytes instanceof Uint8Array }));
    app.post('/api/value', { config: PUBLIC, schema: { body: Type.Object({ value: Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()]) }) } }, async (request) => request.body);
    app.get('/api/typed', { config: PUBLIC, schema: { querystring: Type.Object({ count: Type.Optional(Type.Integer()), on: Type.Optional(Type.Boolean()), name: Type.Optional(Type.String()) }) } }, async (request) => request.query);
    app.get('/api/bug', { config: PUBLIC, schema: {} }, async () => {
      throw new Error('select secret from passwords /srv/app/main.ts');
    });
    app.get('/api/away', { config: PUBLIC, schema: {} }, async () => {
      throw Object.assign(new Error('database is locked'), { code: 'SQLITE_BUSY' });
    });
    app.get('/api/refused', { config: PUBLIC, schema: {} }, async () => {
      throw refuse('device-offline');
    });
    await app.ready();
  });
  afterAll(() => app.close());

  describe('bytes', () => {
    const post = (payload: string | Buffer, type: string, accept: string) => app.inject({ method: 'POST', url: '/api/echo', payload, headers: { 'content-type': type, accept } });
    const BASE64 = Buffer.from(BYTES).toString('base64');

    it('are base64 in JSON, both ways', async () => {
      const answer = await post(JSON.stringify({ bytes: BASE64 }), 'application/json', '*/*');
      expect([answer.headers['content-type'], answer.json()]).toEqual(['application/json; charset=utf-8', { bytes: BASE64, type: true }]);
    });

    it('are bytes in MessagePack, both ways', async () => {
      const answer = await post(Buffer.from(encode({ bytes: BYTES })), MSGPACK_TYPE, `application/json;q=0.5, ${MSGPACK_TYPE}`);
      expect([answer.headers['content-type'], decode(Uint8Array.from(answer.rawPayload))]).toEqual([MSGPACK_TYPE, { bytes: BYTES, type: true }]);
    });

    it.each(['AAE', '!!!!', 'AAEC/w==x', Buffer.alloc(5).toString('base64'), 5, null])('are refused as %j', async (bytes) => {
      expect((await post(JSON.stringify({ bytes }), 'application/json', '*/*')).json()).toEqual({ error: { code: 'bad-request', message: 'Not valid: body/bytes.' } });
    });

    it('are refused in JSON even when MessagePack is wanted, so that any client reads why', async () => {
      const answer = await post(Buffer.from(encode({ bytes: 5 })), MSGPACK_TYPE, MSGPACK_TYPE);
      expect([answer.statusCode, answer.headers['content-type']]).toEqual([400, 'application/json; charset=utf-8']);
    });
  });

  describe('values', () => {
    it.each([5, '5', true, null, 'true', 0])('of bodies keep their type: %j', async (value) => {
      expect((await app.inject({ method: 'POST', url: '/api/value', payload: { value } })).json()).toEqual({ value });
    });

    it('of queries become what the schema says', async () => {
      expect((await app.inject('/api/typed?count=12&on=1&name=7')).json()).toEqual({ count: 12, on: true, name: '7' });
    });

    it.each(['count=x', 'count=1e3', 'count=', 'count=1.5', 'count=1&count=2', 'on=maybe', 'count=99999999999999999999', 'name=%00'])('of queries are refused where they do not fit: %s', async (query) => {
      expect((await app.inject(`/api/typed?${query}`)).statusCode).toBe(400);
    });
  });

  describe('failures', () => {
    it('of the server name a request, and nothing of what went wrong', async () => {
      const answer = await app.inject('/api/bug');
      const message = answer.json<{ error: { message: string } }>().error.message;
      expect([answer.statusCode, /secret|srv|main/.test(answer.body)]).toEqual([500, false]);
      expect(failures.at(-1)).toMatchObject({ route: 'GET /api/bug', message: 'Error: select secret from passwords /srv/app/main.ts' });
      expect(message).toContain(failures.at(-1)?.requestId ?? '?');
    });

    it('of a locked database ask for another try', async () => {
      const answer = await app.inject('/api/away');
      expect([answer.statusCode, answer.headers['retry-after'], answer.json()]).toMatchObject([503, '2', { error: { code: 'unavailable' } }]);
    });

    it('that are refusals are no failures of the server', async () => {
      const before = failures.length;
      expect((await app.inject('/api/refused')).json()).toEqual({ error: { code: 'device-offline', message: 'No device that holds this is online.' } });
      expect(failures).toHaveLength(before);
    });
  });

  describe('routes', () => {
    it.each([
      ['access', { schema: {} }],
      ['a schema', { config: PUBLIC }],
    ])('of the API without %s stop the start', async (_name, options) => {
      const faulty = await surface();
      expect(() => faulty.get('/api/unguarded', options, async () => 'secret')).toThrow(/\/api\/unguarded lacks/);
      await faulty.close();
    });
  });

  describe('limits', () => {
    it('count requests of an address, and say when to come again', async () => {
      const strict = await surface({ requestsPerMinute: 3 });
      strict.get('/api/x', { config: PUBLIC, schema: {} }, async () => 'x');
      const ask = (remoteAddress: string) => strict.inject({ url: '/api/x', remoteAddress });
      const statuses = [];
      for (let i = 0; i < 4; i++) statuses.push((await ask('192.0.2.1')).statusCode);
      expect(statuses).toEqual([200, 200, 200, 429]);
      expect(Number((await ask('192.0.2.1')).headers['retry-after'])).toBeGreaterThan(0);
      expect((await ask('192.0.2.2')).statusCode).toBe(200);
      await strict.close();
    });

    it.each([[true, [200, 200]], [false, [200, 429]]])('go by what a proxy says where it is trusted (%s)', async (trusted, statuses) => {
      const proxied = await surface({ requestsPerMinute: 1 }, trusted);
      proxied.get('/api/x', { config: PUBLIC, schema: {} }, async () => 'x');
      const ask = (client: string) => proxied.inject({ url: '/api/x', headers: { 'x-forwarded-for': client } });
      expect([(await ask('203.0.113.1')).statusCode, (await ask('203.0.113.2')).statusCode]).toEqual(statuses);
      await proxied.close();
    });
  });

  describe('headers', () => {
    it('let the origins of the settings in, and no others', async () => {
      const open = await surface({ corsOrigins: ['https://app.test'] });
      open.get('/api/x', { config: { access: 'reader' }, schema: {} }, async () => 'x');
      const preflight = (origin: string) => open.inject({ method: 'OPTIONS', url: '/api/x', headers: { origin, 'access-control-request-method': 'GET', 'access-control-request-headers': 'authorization' } });
      expect((await preflight('https://app.test')).headers).toMatchObject({ 'access-control-allow-origin': 'https://app.test', vary: 'Origin' });
      expect((await preflight('https://evil.test')).headers['access-control-allow-origin']).not.toBe('https://evil.test');
      expect((await preflight('https://app.test')).headers['access-control-allow-credentials']).toBeUndefined();
      await open.close();
    });

    it('bind browsers to TLS where there is TLS', async () => {
      const secure = await surface({ publicUrl: 'https://music.test/' });
      expect((await secure.inject('/api/openapi.json')).headers['strict-transport-security']).toBe('max-age=31536000');
      expect((await app.inject('/api/openapi.json')).headers['strict-transport-security']).toBeUndefined();
      await secure.close();
    });

    it('allow the answers of the API to do nothing in a browser', async () => {
      const { headers } = await app.inject('/api/refused');
      expect([headers['content-security-policy'], headers['cache-control']]).toEqual(["default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'", 'no-store']);
    });

    it.each([['0', 426, 'client-too-old'], ['x', 400, 'bad-request']])('that name protocol %s are answered %i', async (version, status, code) => {
      const answer = await app.inject({ url: '/api/typed', headers: { 'soniquebay-protocol': version } });
      expect([answer.statusCode, answer.json()]).toMatchObject([status, { error: { code } }]);
    });
  });

  describe('the description', () => {
    it('is OpenAPI 3.1 with every refusal of every route', async () => {
      const { openapi, paths } = (await app.inject('/api/openapi.json')).json<{ openapi: string; paths: Record<string, Record<string, { responses: object }>> }>();
      expect([openapi, Object.keys(paths['/api/echo']?.['post']?.responses ?? {})]).toEqual(['3.1.0', ['200', '400', '413', '415', '426', '429', '500', '503']]);
    });

    it('shows bytes as base64', async () => {
      expect((await app.inject('/api/openapi.json')).body).toContain('{"type":"string","format":"byte"}');
    });

    it('can be browsed, with nothing from elsewhere', async () => {
      const page = await app.inject('/api/docs/');
      const sources = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? '');
      expect([page.statusCode, sources.length > 3, sources.every((source) => source.startsWith('./'))]).toEqual([200, true, true]);
      expect(page.headers['content-security-policy']).toContain("script-src 'self';");
      for (const source of sources) expect([source, (await app.inject(`/api/docs/${source.slice(2)}`)).statusCode]).toEqual([source, 200]);
    });
  });

  it.each([
    ['no HTTP at all', 'hello\r\n\r\n', 'HTTP/1.1 400'],
    ['headers without end', `GET /api/refused HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(100_000)}\r\n\r\n`, 'HTTP/1.1 431'],
    ['two lengths', 'POST /api/echo HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n', 'HTTP/1.1 400'],
    ['a header that breaks its line', 'GET /api/refused HTTP/1.1\r\nhost: x\r\nx: a\rset-cookie: b\r\n\r\n', 'HTTP/1.1 400'],
  ])('answers %s plainly on a socket', async (_name, bytes, status) => {
    const listening = await surface();
    await listening.listen({ host: '127.0.0.1', port: 0 });
    const answer = await exchange((listening.server.address() as AddressInfo).port, bytes);
    expect([answer.startsWith(status), answer.includes('"error":{"code":"bad-request"')]).toEqual([true, true]);
    await listening.close();
  });
});

function exchange(port: number, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.setEncoding('utf8');
    socket.on('data', (text: string) => {
      answer += text;
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}
