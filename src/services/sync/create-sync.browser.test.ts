import { expect, test, vi } from 'vitest';
import { connectionOf } from '../../db/connection';
import { writeChoices } from '../../db/choices';
import type { ContentKey, CoverHash, DeviceId } from '../../domain/library/ids';
import { err, ok } from '../../domain/result';
import type { Progress } from '../../domain/sync/live';
import { LOCK_NAME } from './create-sync';
import { device, json, refuse, SERVER_URL } from './testing/fake-server';
import { DONE, fakeBrowser, SENDING, type FakeTab } from './testing/sync-browser';

const pair = (tab: FakeTab, url = 'music.test', sending = SENDING) => tab.sync.pair(url, 'ABCD-1234', 'Laptop', sending);
const quietly = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function paired() {
  const browser = await fakeBrowser();
  const tab = browser.tab();
  expect(await pair(tab)).toEqual(ok(null));
  await tab.reach((state) => state.live && state.status === 'idle' && state.devices.length > 0);
  return { ...browser, browser, tab };
}

function rate(db: Parameters<typeof writeChoices>[0], value: number) {
  return writeChoices(db, [{ kind: 'recording', id: 'k', field: 'rating', value }], { nowMs: Date.now(), newId: () => crypto.randomUUID() });
}

test('pairs with what was typed, and is connected when the call ends', async () => {
  const { db, server, tab } = await paired();
  expect(server.asked.slice(0, 2).map((call) => [call.method, call.path])).toEqual([['GET', '/api/health'], ['POST', '/api/auth/pair']]);
  const deviceId = tab.sync.state().deviceId;
  expect(server.asked[1]?.body).toEqual({ code: 'ABCD-1234', deviceId, deviceName: 'Laptop' });
  expect(await connectionOf(db)).toEqual({ url: SERVER_URL, token: 'secret', libraryId: 'lib', libraryName: 'Home', deviceName: 'Laptop', role: 'owner', sending: SENDING });
  expect(tab.sync.state()).toMatchObject({ status: 'idle', live: true, connection: { libraryName: 'Home' }, devices: [{ deviceId: 'other' }] });
  expect(tab.worker.rounds).toBeGreaterThan(0);
});

test('the token never reaches the screen', async () => {
  const { tab } = await paired();
  expect(JSON.stringify(tab.sync.state())).not.toContain('secret');
});

test('tells the server that it lets others play its files, where it does', async () => {
  const browser = await fakeBrowser();
  browser.server.on('PATCH /api/devices/x', undefined);
  const tab = browser.tab();
  await pair(tab, 'music.test', { ...SENDING, streaming: true });
  expect(browser.server.asked.find((call) => call.method === 'PATCH')).toMatchObject({ path: `/api/devices/${tab.sync.state().deviceId}`, body: { shares: true } });
});

test.each([
  ['no address', 'not an address', undefined, 'not-a-server'],
  ['a page that is no server of ours', 'music.test', () => new Response('<!doctype html>'), 'not-a-server'],
  ['another JSON', 'music.test', () => json({ hello: 'world' }), 'not-a-server'],
  ['nobody there', 'music.test', null, 'network'],
] as const)('says plainly: %s', async (_, url, health, code) => {
  const browser = await fakeBrowser();
  browser.server.on('GET /api/health', health);
  const tab = browser.tab();
  expect(await pair(tab, url)).toMatchObject({ ok: false, error: { code } });
  expect([await connectionOf(browser.db), browser.server.paths('POST')]).toEqual([null, []]);
});

test('a wrong code leaves it unconnected', async () => {
  const browser = await fakeBrowser();
  browser.server.on('POST /api/auth/pair', () => refuse(400, 'code-invalid'));
  const tab = browser.tab();
  expect(await pair(tab)).toMatchObject({ ok: false, error: { code: 'code-invalid' } });
  expect(await connectionOf(browser.db)).toBeNull();
});

test('a choice is sent soon after it was made', async () => {
  const { db, tab } = await paired();
  const before = tab.worker.rounds;
  await rate(db, 8);
  await tab.reach((state) => state.pending.choices === 1);
  await vi.waitFor(() => expect(tab.worker.rounds).toBeGreaterThan(before));
});

test('what no round can send sets off no rounds without end', async () => {
  const { db, tab } = await paired();
  const before = tab.worker.rounds;
  await rate(db, 8);
  await quietly(600);
  const first = tab.worker.rounds - before;
  await rate(db, 6);
  await quietly(600);
  expect([first, tab.worker.rounds - before]).toEqual([1, 2]);
});

test('one that waits in place of another is sent as well, though as many wait as before', async () => {
  const { db, tab } = await paired();
  const before = tab.worker.rounds;
  await rate(db, 8);
  await vi.waitFor(() => expect(tab.worker.rounds).toBe(before + 1));
  await db.transaction('rw', db.tables, async () => {
    const sent = await db.ops.where('pending').equals(1).first();
    if (sent) await db.ops.delete(sent.hlc);
    await rate(db, 6);
  });
  await vi.waitFor(() => expect(tab.worker.rounds).toBe(before + 2));
  expect(tab.sync.state().pending.choices).toBe(1);
});

test('a reader has nothing to send', async () => {
  const browser = await fakeBrowser();
  browser.server.on('POST /api/auth/pair', () => json({ token: 'secret', libraryId: 'lib', libraryName: 'Home', role: 'reader' }));
  const tab = browser.tab();
  await pair(tab);
  await tab.reach((state) => state.live && state.status === 'idle');
  const before = tab.worker.rounds;
  await rate(browser.db, 8);
  await quietly(300);
  expect([tab.worker.rounds, tab.sync.state().pending.choices]).toEqual([before, 0]);
});

test('a change on another device brings a round', async () => {
  const { server, tab } = await paired();
  const before = tab.worker.rounds;
  server.send({ type: 'library_update', data: { libraryId: 'lib', cursor: 9 } });
  await vi.waitFor(() => expect(tab.worker.rounds).toBeGreaterThan(before));
});

test('follows the devices as they come and go', async () => {
  const { server, tab } = await paired();
  server.send({ type: 'device', data: device('phone', { createdAtMs: 2 }) });
  server.send({ type: 'device', data: device('other', { online: false }) });
  await tab.reach((state) => state.devices.length === 2);
  expect(tab.sync.state().devices.map((each) => [each.deviceId, each.online])).toEqual([['other', false], ['phone', true]]);
});

test('a device whose access was taken away stops, keeps what it has, and connects again by hand', async () => {
  const { server, tab } = await paired();
  server.send({ type: 'notice', data: { code: 'revoked' } });
  await tab.reach((state) => state.status === 'refused');
  expect(tab.sync.state()).toMatchObject({ error: { code: 'revoked' }, connection: { libraryName: 'Home' } });
  const before = tab.worker.rounds;
  server.send({ type: 'library_update', data: { libraryId: 'lib', cursor: 9 } });
  await quietly(150);
  expect(tab.worker.rounds).toBe(before);
  await tab.sync.syncNow();
  await tab.reach((state) => state.status === 'idle' && state.error === null);
});

test('shows how a round goes, and interrupts it', async () => {
  const { tab } = await paired();
  tab.worker.answer = (onProgress) => {
    onProgress({ phase: 'receiving', done: 10, total: 100 });
    return new Promise(() => undefined);
  };
  await tab.sync.syncNow();
  await tab.reach((state) => state.status === 'exchanging' && state.progress?.phase === 'receiving');
  expect(tab.sync.state().progress).toEqual({ phase: 'receiving', done: 10, total: 100 });
  await tab.sync.interrupt();
  await tab.reach((state) => state.status === 'idle' && state.progress === null && state.error === null);
});

test('is offline when the server is out of reach, and at work again when the line is back', async () => {
  const { browser, tab } = await paired();
  tab.worker.answer = async () => err('network');
  await tab.sync.syncNow();
  await tab.reach((state) => state.status === 'offline' && state.error?.code === 'network');
  tab.worker.answer = async () => ok(DONE);
  browser.line.change();
  await tab.reach((state) => state.status === 'idle' && state.error === null);
});

test('without a network it is offline at once', async () => {
  const { browser, tab } = await paired();
  browser.line.online = false;
  browser.line.change();
  await tab.reach((state) => state.status === 'offline');
});

test('says when this device’s clock is wrong', async () => {
  const { db, tab } = await paired();
  const state = { epoch: 'e', cursor: 1, factSeq: 0, coverSeq: 0, lastSyncAtMs: 7, clockOffsetMs: -4 * 60_000 };
  await db.meta.put({ key: 'syncState', value: state });
  await tab.reach((shown) => shown.lastSyncAtMs === 7 && shown.clockAheadMs === null);
  await db.meta.put({ key: 'syncState', value: { ...state, clockOffsetMs: -6 * 60_000 } });
  await tab.reach((shown) => shown.clockAheadMs === 6 * 60_000);
});

test('one tab leads; another shows the same and hands commands over', async () => {
  const { browser, server, tab } = await paired();
  const follower = browser.tab();
  await follower.reach((state) => state.live);
  expect(follower.sync.state()).toEqual(tab.sync.state());
  const before = tab.worker.rounds;
  await follower.sync.syncNow();
  await vi.waitFor(() => expect(tab.worker.rounds).toBe(before + 1));
  expect([follower.worker.rounds, server.streams]).toEqual([0, 1]);
  tab.close();
  await vi.waitFor(() => expect(follower.worker.rounds).toBeGreaterThan(0));
  await follower.reach((state) => state.live);
});

test('a tab that does not lead pairs and disconnects as well', async () => {
  const browser = await fakeBrowser();
  const leader = browser.tab();
  await leader.reach((state) => state.deviceId !== null);
  const follower = browser.tab();
  expect(await pair(follower)).toEqual(ok(null));
  expect(follower.sync.state().connection?.libraryName).toBe('Home');
  await follower.sync.disconnect('keep');
  expect(follower.sync.state()).toMatchObject({ connection: null, status: 'off', live: false });
  expect(browser.server.paths('DELETE')).toEqual([`/api/devices/${leader.sync.state().deviceId}`]);
});

test('disconnects only when the round under way has let go of the database', async () => {
  const { db, tab } = await paired();
  let written = false;
  tab.worker.calls.exchange = async () => {
    await quietly(400);
    written = (await connectionOf(db)) !== null;
    return err('cancelled');
  };
  await tab.sync.syncNow();
  await tab.reach((state) => state.status === 'exchanging');
  await tab.sync.disconnect('forget');
  expect([written, await connectionOf(db)]).toEqual([true, null]);
});

test('disconnects though the server is gone', async () => {
  const { db, server, tab } = await paired();
  server.down = true;
  await tab.sync.disconnect('keep');
  expect([await connectionOf(db), tab.sync.state().status]).toEqual([null, 'off']);
});

test('tells the other devices how the pipeline does, and shows how theirs do', async () => {
  const { server, tab } = await paired();
  tab.pipeline.set({ phase: 'running', counts: { found: 4, parsed: 4, analysed: 4, embedded: 2, failed: 0, ignored: 0, renew: 0 } });
  await vi.waitFor(() => expect(server.paths('POST').filter((path) => path === '/api/events/progress').length).toBeGreaterThanOrEqual(3), { timeout: 3_000 });
  const bodies = server.asked.filter((call) => call.path === '/api/events/progress').map((call) => call.body as Progress);
  expect(bodies.find((body) => body.step === 'embed')).toMatchObject({ deviceId: tab.sync.state().deviceId, current: 2, total: 4, percent: 50 });
  const theirs: Progress = { deviceId: 'other' as DeviceId, runId: 'r', step: 'analyse', current: 1, total: 2, percent: 50, filesPerSecond: 1, etaS: 1 };
  server.send({ type: 'progress', data: theirs });
  await tab.reach((state) => state.remoteProgress.length === 1);
  expect(tab.sync.state().remoteProgress).toEqual([theirs]);
});

test('gets each wanted cover once, through the tab that leads', async () => {
  const { browser, tab } = await paired();
  const follower = browser.tab();
  await follower.reach((state) => state.live);
  for (const hash of ['a', 'b', 'a'] as CoverHash[]) follower.sync.wantCover(hash, false);
  tab.sync.wantCover('b' as CoverHash, false);
  await vi.waitFor(() => expect(tab.worker.covers.toSorted()).toEqual(['a', 'b']));
  expect(follower.worker.covers).toEqual([]);
});

test('the history of an entity comes from here, and what the server knows besides', async () => {
  const { db, server, tab } = await paired();
  await rate(db, 4);
  await rate(db, 8);
  const far = { kind: 'recording', id: 'k', field: 'rating', value: 2, hlc: '000000000001-0000-other' };
  const history = async () => (await tab.sync.history({ kind: 'recording', id: 'k' })).map((op) => op.value);
  const [own] = await tab.sync.history({ kind: 'recording', id: 'k' });
  server.on('GET /api/history', () => json({ ops: [own, far] }));
  expect(await history()).toEqual([8, 4, 2]);
  server.on('GET /api/history', null);
  expect(await history()).toEqual([8, 4]);
});

test('changes what it sends, and tells whether others may play its files', async () => {
  const { db, server, tab } = await paired();
  await tab.sync.setSending({ streaming: true, plays: false });
  await tab.reach((state) => state.connection?.sending.plays === false);
  expect((await connectionOf(db))?.sending).toEqual({ facts: true, plays: false, covers: true, streaming: true });
  expect(server.asked.filter((call) => call.method === 'PATCH').map((call) => call.body)).toEqual([{ shares: true }]);
});

test('renames itself and asks for codes', async () => {
  const { db, server, tab } = await paired();
  const id = tab.sync.state().deviceId as DeviceId;
  server.on(`PATCH /api/devices/${id}`, () => new Response(null, { status: 204 }));
  server.on('POST /api/auth/codes', () => json({ code: 'ABCDEFGH', expiresAtMs: 1, link: 'x' }));
  expect(await tab.sync.patchDevice(id, { name: 'Desk' })).toEqual(ok(null));
  expect((await connectionOf(db))?.deviceName).toBe('Desk');
  expect(await tab.sync.newCode('reader')).toEqual(ok({ code: 'ABCDEFGH', expiresAtMs: 1, link: 'x' }));
});

test('tied to no server, it asks nothing', async () => {
  const browser = await fakeBrowser();
  const tab = browser.tab();
  await tab.reach((state) => state.deviceId !== null);
  await rate(browser.db, 8);
  expect(await tab.sync.newCode('owner')).toMatchObject({ ok: false });
  expect(await tab.sync.streamUrl('k' as ContentKey)).toMatchObject({ ok: false, error: { code: 'not-found' } });
  tab.sync.wantCover('a' as CoverHash, false);
  await quietly(150);
  expect([browser.server.asked, tab.worker.rounds, tab.worker.covers]).toEqual([[], 0, []]);
});

test('the lock has the name that other tabs of any version know', () => {
  expect(LOCK_NAME).toBe('soniquebay-sync');
});

test('pairs while the pipeline is at work', async () => {
  const browser = await fakeBrowser();
  const tab = browser.tab();
  tab.pipeline.set({ phase: 'running', counts: { found: 4, parsed: 1, analysed: 0, embedded: 0, failed: 0, ignored: 0, renew: 0 } });
  await pair(tab);
  await vi.waitFor(() => expect(browser.server.paths('POST')).toContain('/api/events/progress'), { timeout: 3_000 });
});
