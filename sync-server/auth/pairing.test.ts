import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PAIR_CODE_ALPHABET, type CodeAnswer, type DeviceInfo, type PairAnswer } from '../../src/domain/sync/protocol';
import { eachStore } from '../store/testing/each-store';
import { freshSetupLink, ownerLink, setupNotice } from './setup';
import { codeOf, startTestServer, type Device, type TestServer } from './testing/test-server';

const BASE_URL = 'https://music.test';

eachStore('devices and codes', (under) => {
  let server: TestServer;
  let admin: Device;

  const setup = () => ({ store: under.store(), now: () => server.clock.nowMs, baseUrl: BASE_URL });
  const pair = (code: string, deviceId = 'some-device', deviceName = 'Phone') =>
    server.ask({ method: 'POST', url: '/api/auth/pair', payload: { code, deviceId, deviceName } });
  const codeFrom = async (device: Device, role: 'owner' | 'reader' = 'owner') => (await device.ask('POST', '/api/auth/codes', { role })).json<CodeAnswer>();
  const devicesOf = async (device: Device) => (await device.ask('GET', '/api/devices')).json<DeviceInfo[]>();
  const errorOf = (response: { statusCode: number; json(): unknown }) => [response.statusCode, (response.json() as { error: { code: string } }).error.code];

  beforeAll(async () => {
    server = await startTestServer(under.store(), under.settings());
  });
  afterAll(() => server.close());
  // Past every lock and window that the test before may have left.
  beforeEach(() => {
    server.clock.nowMs += 24 * 3_600_000;
  });

  describe('a fresh server', () => {
    it('voids the setup link of an earlier start', async () => {
      const first = await freshSetupLink(setup());
      await freshSetupLink(setup());
      expect(errorOf(await pair(codeOf(first ?? '')))).toEqual([400, 'code-invalid']);
    });

    it('shows a link that opens the app with the code, and the same as a QR code', async () => {
      const link = await freshSetupLink(setup());
      expect(link).toMatch(/^https:\/\/music\.test\/#\/settings\?pair=[0-9A-HJKMNP-TV-Z]{26}$/);
      expect(setupNotice(link ?? '')).toMatch(new RegExp(`${codeOf(link ?? '')}[^]*█`));
    });

    it('gives its first library to one device, even when two open the link at once', async () => {
      const code = codeOf((await freshSetupLink(setup())) ?? '');
      const answers = await Promise.all(['desk', 'desk-2', 'desk-3'].map((id) => pair(code, id)));
      expect(answers.map((answer) => answer.statusCode).sort()).toEqual([200, 400, 400]);
      const won = answers.find((answer) => answer.statusCode === 200)?.json<PairAnswer>();
      admin = await server.add(asDevice(won), 'owner');
      expect((await devicesOf(admin)).map((device) => device.role)).toEqual(['owner', 'owner']);
    });

    it('prints no link any more once there is a library', async () => {
      expect(await freshSetupLink(setup())).toBeNull();
    });
  });

  describe('a code', () => {
    it('has eight letters that cannot be mistaken, and a link with them', async () => {
      const { code, link, expiresAtMs } = await codeFrom(admin);
      expect([...code].every((letter) => PAIR_CODE_ALPHABET.includes(letter)) && code.length).toBe(8);
      expect(codeOf(link)).toBe(code);
      expect(expiresAtMs - server.clock.nowMs).toBe(5 * 60_000);
    });

    it('may be typed in small letters, with spaces, hyphens and lookalikes', async () => {
      const { code } = await codeFrom(admin);
      const typed = `${code.slice(0, 4)} - ${code.slice(4)}`.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l');
      expect((await pair(typed, 'typist')).statusCode).toBe(200);
    });

    it('works once, whoever is first', async () => {
      const { code } = await codeFrom(admin);
      const answers = await Promise.all(['one', 'two', 'three'].map((id) => pair(code, id)));
      expect(answers.map((answer) => answer.statusCode).sort()).toEqual([200, 400, 400]);
    });

    it('is refused in the same words when it is wrong, used or expired', async () => {
      const used = (await codeFrom(admin)).code;
      await pair(used, 'once');
      const expired = (await codeFrom(admin)).code;
      server.clock.nowMs += 5 * 60_000;
      const answers = [await pair('00000000'), await pair(used), await pair(expired), await pair('not a code!')];
      expect(new Set(answers.map((answer) => `${answer.statusCode} ${answer.body}`))).toEqual(
        new Set(['400 {"error":{"code":"code-invalid","message":"This code is wrong, used up or too old."}}']),
      );
    });

    it('gives way when a sixth is asked for, so that no more than five are open', async () => {
      const codes: string[] = [];
      for (let i = 0; i < 6; i++) {
        server.clock.nowMs += 1_000;
        codes.push((await codeFrom(admin)).code);
      }
      expect((await pair(codes[0] ?? '', 'late')).statusCode).toBe(400);
      expect((await pair(codes[1] ?? '', 'in-time')).statusCode).toBe(200);
    });

    it('gives the role that it was made for', async () => {
      const reader = await server.add(admin, 'reader');
      expect((await devicesOf(admin)).find((device) => device.deviceId === reader.deviceId)?.role).toBe('reader');
    });

    it('is stored as a hash alone', async () => {
      const { code } = await codeFrom(admin);
      const rows = await under.store().db.selectFrom('pairings').selectAll().execute();
      expect(rows.length > 0 && JSON.stringify(rows).includes(code)).toBe(false);
    });
  });

  describe('a device', () => {
    it('that pairs again gets a new token, and the old one is void', async () => {
      const phone = await server.add(admin, 'owner');
      const again = await server.join((await codeFrom(admin)).code, phone.deviceId);
      expect([(await phone.ask('GET', '/api/devices')).statusCode, (await again.ask('GET', '/api/devices')).statusCode]).toEqual([401, 200]);
      expect((await devicesOf(admin)).filter((device) => device.deviceId === phone.deviceId)).toHaveLength(1);
    });

    it('that belongs to another library is refused, and the code stays good', async () => {
      const other = await server.invite(admin);
      const { code } = await codeFrom(admin);
      expect(errorOf(await pair(code, other.deviceId))).toEqual([409, 'conflict']);
      expect((await pair(code, 'a-new-one')).statusCode).toBe(200);
    });

    it('may move to another library once it was removed from the first', async () => {
      const other = await server.invite(admin);
      await other.ask('DELETE', `/api/devices/${other.deviceId}`);
      expect((await pair((await codeFrom(admin)).code, other.deviceId)).statusCode).toBe(200);
    });

    it('keeps its token out of the database', async () => {
      const rows = await under.store().db.selectFrom('devices').selectAll().execute();
      expect(rows.length > 0 && JSON.stringify(rows).includes(admin.token)).toBe(false);
    });

    it('is noted as seen, at most once a minute', async () => {
      const seen = async () => (await devicesOf(admin)).find((device) => device.deviceId === admin.deviceId)?.lastSeenAtMs;
      const first = await seen();
      server.clock.nowMs += 59_000;
      expect(await seen()).toBe(first);
      server.clock.nowMs += 1_000;
      expect(await seen()).toBe(server.clock.nowMs);
    });

    it('renames itself, and an owner any other', async () => {
      const reader = await server.add(admin, 'reader');
      const own = await reader.ask('PATCH', `/api/devices/${reader.deviceId}`, { name: 'Kitchen', shares: true });
      expect(own.json<DeviceInfo>()).toMatchObject({ name: 'Kitchen', shares: true });
      expect((await admin.ask('PATCH', `/api/devices/${reader.deviceId}`, { name: 'Hall' })).json<DeviceInfo>().name).toBe('Hall');
      expect((await reader.ask('PATCH', `/api/devices/${admin.deviceId}`, { name: 'Mine now' })).statusCode).toBe(403);
    });

    it('that was removed is told so, and the others see it', async () => {
      const reader = await server.add(admin, 'reader');
      expect((await admin.ask('DELETE', `/api/devices/${reader.deviceId}`)).statusCode).toBe(200);
      expect(errorOf(await reader.ask('GET', '/api/devices'))).toEqual([401, 'revoked']);
      expect((await devicesOf(admin)).find((device) => device.deviceId === reader.deviceId)).toMatchObject({ revoked: true, shares: false });
    });

    it('of another library is removed by the administrator alone', async () => {
      const [theirs, mine] = [await server.invite(admin), await server.add(admin, 'owner')];
      const address = `/api/admin/libraries/${theirs.libraryId}/devices/${theirs.deviceId}`;
      expect((await theirs.ask('DELETE', address.replace(theirs.libraryId, admin.libraryId).replace(theirs.deviceId, mine.deviceId))).statusCode).toBe(403);
      expect((await admin.ask('DELETE', address.replace(theirs.libraryId, admin.libraryId))).statusCode).toBe(404);
      expect((await theirs.ask('GET', '/api/devices')).statusCode).toBe(200);
      expect((await admin.ask('DELETE', address)).json()).toEqual({ ownersLeft: 0 });
      expect(errorOf(await theirs.ask('GET', '/api/devices'))).toEqual([401, 'revoked']);
    });

    it('may be removed twice', async () => {
      const reader = await server.add(admin, 'reader');
      await admin.ask('DELETE', `/api/devices/${reader.deviceId}`);
      expect((await admin.ask('DELETE', `/api/devices/${reader.deviceId}`)).statusCode).toBe(200);
    });

    it('that nobody knows is not found', async () => {
      expect(errorOf(await admin.ask('DELETE', '/api/devices/nobody'))).toEqual([404, 'not-found']);
    });
  });

  describe('the last owner', () => {
    it('cannot become a reader by a code', async () => {
      const owner = await server.invite(admin);
      expect(errorOf(await pair((await codeFrom(owner, 'reader')).code, owner.deviceId))).toEqual([409, 'conflict']);
    });

    it('may leave, is told that nobody can change the library now, and comes back by a link of the server', async () => {
      const owner = await server.invite(admin);
      expect((await owner.ask('DELETE', `/api/devices/${owner.deviceId}`)).json()).toEqual({ ownersLeft: 0 });
      const back = await server.join(codeOf((await ownerLink(setup(), owner.libraryId)) ?? ''), owner.deviceId);
      expect([back.libraryId, (await devicesOf(back))[0]]).toMatchObject([owner.libraryId, { role: 'owner', revoked: false }]);
    });

    it('of the administrator’s library comes back without naming it', async () => {
      const back = await server.join(codeOf((await ownerLink(setup(), null)) ?? ''));
      expect(back.libraryId).toBe(admin.libraryId);
    });

    it('of no library gets no link', async () => {
      expect(await ownerLink(setup(), 'nowhere')).toBeNull();
    });
  });

  function asDevice(answer: PairAnswer | undefined): Device {
    const { token, libraryId } = answer ?? { token: '', libraryId: '' };
    return {
      deviceId: '', token, libraryId,
      ask: (method, url, body) => server.ask({ method, url, headers: { authorization: `Bearer ${token}` }, payload: body as object }),
    };
  }
});
