import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CodeAnswer } from '../../src/domain/sync/protocol';
import { eachStore } from '../store/testing/each-store';
import { expectNoDetail, KEY, operationsOf, refusal, type Operation } from './testing/refusals';
import { startTestServer, type Device, type TestServer } from './testing/test-server';

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

  const guarded = () => operations.filter((operation) => !operation.isPublic);
  const addressOf = ({ path }: Operation) => path.replace(/\{[^}]+\}/g, KEY);

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
