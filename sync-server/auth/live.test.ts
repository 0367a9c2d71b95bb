import type { AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import { randomUUID } from 'node:crypto';
import fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEvents } from '../events/testing/event-reader';
import { serverOptions } from '../http/server-options';
import { installSurface } from '../http/surface';
import { eachStore } from '../store/testing/each-store';
import { authRoutes } from './routes';
import { startTestServer, type Device, type TestServer } from './testing/test-server';

eachStore('a server that listens', (under) => {
  let server: TestServer;
  let admin: Device;
  let url: string;

  beforeAll(async () => {
    server = await startTestServer(under.store(), under.settings());
    admin = await server.found();
    await server.app.listen({ host: '127.0.0.1', port: 0 });
    url = `http://127.0.0.1:${(server.app.server.address() as AddressInfo).port}/`;
  });
  afterAll(() => server.close());

  it('ends the streams of a device when it is removed, and tells it why', async () => {
    const reader = await server.add(admin, 'reader');
    const [theirs, ours] = await Promise.all([readEvents(url, reader.token), readEvents(url, admin.token)]);
    await admin.ask('DELETE', `/api/devices/${reader.deviceId}`);
    await theirs.until((event) => event.type === 'notice' && event.data.code === 'revoked');
    await theirs.closed();
    await ours.until((event) => event.type === 'device' && event.data.deviceId === reader.deviceId && event.data.revoked);
    expect([ours.isOpen(), (await readEvents(url, reader.token)).status]).toEqual([true, 401]);
    ours.close();
  });

  it('tells the others of a library when a device joins, and nobody else', async () => {
    const other = await server.invite(admin);
    const [ours, theirs] = await Promise.all([readEvents(url, admin.token), readEvents(url, other.token)]);
    const joined = await server.add(admin, 'owner');
    await ours.until((event) => event.type === 'device' && event.data.deviceId === joined.deviceId);
    // What comes after it in the other library shows that it would have come by now.
    const marker = await server.add(other, 'reader');
    await theirs.until((event) => event.type === 'device' && event.data.deviceId === marker.deviceId);
    expect(theirs.events.some((event) => event.type === 'device' && event.data.deviceId === joined.deviceId)).toBe(false);
    ours.close();
    theirs.close();
  });

  it.each<[Record<string, string>]>([[{}], [{ authorization: 'Bearer x' }], [{ cookie: 'token=x' }]])('opens no stream for %j', async (headers) => {
    const response = await fetch(new URL('api/events', url), { headers });
    expect([response.status, response.headers.get('content-type'), await response.json()]).toMatchObject([401, 'application/json; charset=utf-8', { error: { code: 'unauthorised' } }]);
  });

  describe('the log', () => {
    it('holds no token, code or address, even when it says all it can', async () => {
      let text = '';
      const stream = new Writable({
        write(chunk, _encoding, done) {
          text += String(chunk);
          done();
        },
      });
      const options = serverOptions({ trustProxy: false, logLevel: 'trace' }, randomUUID);
      const app = fastify({ ...options, logger: { ...options.logger, stream } });
      const deps = { store: under.store(), now: Date.now, newId: randomUUID as () => string, bus: { publish: () => undefined }, presence: { isOnline: () => false } };
      await installSurface(app, { ...deps, version: '1', onFailure: () => undefined, config: { publicUrl: null, corsOrigins: [], requestsPerMinute: 1_000 } });
      await authRoutes(app, { ...deps, config: { publicUrl: null } });
      app.get('/api/broken/:ticket', { config: { access: 'reader' }, schema: {} }, async (request) => {
        request.log.info({ req: request }, 'asked');
        throw new Error('broken');
      });
      const { code } = (await admin.ask('POST', '/api/auth/codes', { role: 'reader' })).json<{ code: string }>();
      const paired = await app.inject({ method: 'POST', url: '/api/auth/pair', payload: { code, deviceId: 'logged', deviceName: 'Logged' } });
      const { token } = paired.json<{ token: string }>();
      await app.inject({ url: '/api/broken/secret-ticket?token=secret-query', headers: { authorization: `Bearer ${token}` } });
      await app.close();
      expect(text).toContain('GET /api/broken/:ticket');
      expect([token, code, 'secret-ticket', 'secret-query', 'Bearer'].filter((secret) => text.includes(secret))).toEqual([]);
    });
  });
});
