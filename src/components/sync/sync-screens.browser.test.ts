import { createPinia, setActivePinia } from 'pinia';
import { encodeQR } from 'qr';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { createApp, h, nextTick, type App, type Component } from 'vue';
import { createI18n } from 'vue-i18n';
import { createMemoryHistory, createRouter } from 'vue-router';
import { TooltipProvider } from 'reka-ui';
import { SERVICES, type Services } from '../../composables/services';
import type { DeviceId } from '../../domain/library/ids';
import { err, ok } from '../../domain/result';
import type { DeviceInfo } from '../../domain/sync/protocol';
import en from '../../locales/en';
import { channel } from '../../services/listenable';
import { INITIAL_SYNC, type Sync, type SyncState } from '../../services/sync/sync';
import { useSyncStore } from '../../stores/mirrors';
import { useToastStore } from '../../stores/toasts';
import SyncSettings from '../settings/SyncSettings.vue';
import DeviceList from './DeviceList.vue';

const CODE = { code: '7K3MX2QP', expiresAtMs: Date.now() + 290_000, link: 'https://music.example.org/#/settings?pair=7K3MX2QP' };
const device = (name: string, facts: Partial<DeviceInfo> = {}): DeviceInfo => ({
  deviceId: name.toLowerCase() as DeviceId, name, role: 'owner', createdAtMs: 0, lastSeenAtMs: 0, lastSyncAtMs: Date.now(), online: true, shares: true, holdings: 12, revoked: false, ...facts,
});
const CONNECTION = {
  url: 'https://music.example.org/', libraryId: 'lib', libraryName: 'Sam', deviceName: 'Phone', role: 'owner', sending: { facts: true, plays: true, covers: true, streaming: false },
} as const;
const CONNECTED: Partial<SyncState> = {
  connection: CONNECTION, deviceId: 'phone' as DeviceId, status: 'idle', live: true, lastSyncAtMs: Date.now(), devices: [device('Phone'), device('Desktop')],
};

let mounted: App | undefined;
afterEach(() => {
  vi.restoreAllMocks();
  mounted?.unmount();
  document.body.replaceChildren();
});

/** The screen over a sync service whose state the test sets and whose calls it records. */
async function screen(component: Component, initial: Partial<SyncState> = {}, answers: Partial<Sync> = {}, path = '/settings') {
  const state = channel<SyncState>({ ...INITIAL_SYNC, ...initial });
  const calls: unknown[][] = [];
  const record = <T>(name: string, answer: T) => async (...args: readonly unknown[]): Promise<T> => {
    calls.push([name, ...args]);
    return answer;
  };
  const sync = {
    ...state,
    pair: record('pair', ok(null)), disconnect: record('disconnect', undefined), syncNow: record('syncNow', undefined), interrupt: record('interrupt', undefined),
    setSending: record('setSending', undefined), newCode: record('newCode', ok(CODE)), invite: record('invite', ok(CODE)), patchDevice: record('patchDevice', ok(null)),
    revokeDevice: record('revokeDevice', ok(null)), call: async () => err('forbidden'), ...answers,
  } as unknown as Sync;
  const pinia = createPinia();
  setActivePinia(pinia);
  useSyncStore(pinia).follow(sync);
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/settings', name: 'settings', component }, { path: '/server', name: 'server', component }] });
  await router.push(path);
  const app = createApp({ render: () => h(TooltipProvider, () => h(component)) });
  app.use(pinia).use(router).use(createI18n({ legacy: false, locale: 'en', messages: { en } })).provide(SERVICES, { sync } as Services);
  mounted = app;
  const host = document.body.appendChild(document.createElement('div'));
  app.mount(host);
  await nextTick();
  const button = (name: string) => [...document.querySelectorAll('button')].find((each) => (each.getAttribute('aria-label') ?? each.textContent)?.trim() === name);
  const click = async (name: string) => {
    await vi.waitFor(() => expect(button(name), `button “${name}”`).toBeDefined());
    button(name)?.click();
    await nextTick();
  };
  const field = (label: string) => {
    const id = [...document.querySelectorAll('label')].find((each) => each.textContent === label)?.htmlFor;
    return document.getElementById(id ?? '') as HTMLInputElement;
  };
  const type = async (label: string, text: string) => {
    field(label).value = text;
    field(label).dispatchEvent(new Event('input'));
    field(label).dispatchEvent(new Event('change'));
    await nextTick();
  };
  return { text: () => document.body.textContent ?? '', calls, set: state.set, click, field, type, router, button };
}

test('a code in the address fills the form and leaves the address', async () => {
  const { field, router } = await screen(SyncSettings, {}, {}, '/settings?pair=7K3MX2QP&x=1');
  await vi.waitFor(() => expect(field('Code').value).toBe('7K3M-X2QP'));
  expect(field('Address of the server').value).toBe(new URL('./', document.baseURI).href);
  await vi.waitFor(() => expect(router.currentRoute.value.fullPath).toBe('/settings?x=1'));
});

test('connecting sends what the person typed, and only what is switched on', async () => {
  const { type, click, calls, field } = await screen(SyncSettings);
  await type('Address of the server', 'music.example.org');
  await type('Code', '7k3m-x2qp');
  await type('Name of this device', 'My phone');
  field('What you played').click();
  await click('Connect');
  expect(calls).toEqual([['pair', 'music.example.org', '7k3m-x2qp', 'My phone', { facts: true, plays: false, covers: true, streaming: false }]]);
});

test('a link pasted as the code is taken apart', async () => {
  const { type, field } = await screen(SyncSettings);
  await type('Code', 'https://music.example.org/bay/#/settings?pair=7K3MX2QP');
  expect([field('Code').value, field('Address of the server').value]).toEqual(['7K3M-X2QP', 'https://music.example.org/bay/']);
});

test('a refused code is said in words, and the form stays as it was', async () => {
  const { type, click, text, field } = await screen(SyncSettings, {}, { pair: async () => err('code-invalid') });
  await type('Address of the server', 'https://music.example.org/');
  await type('Code', '7K3MX2QP');
  await click('Connect');
  await vi.waitFor(() => expect(text()).toContain('This code is not valid, or no longer.'));
  expect(field('Code').value).toBe('7K3MX2QP');
});

test('the status tells what waits, what went wrong and that the clock is ahead', async () => {
  const { text, set } = await screen(SyncSettings, { ...CONNECTED, pending: { choices: 3, plays: 1, facts: 0 } });
  expect(text()).toContain('3 changes and 1 play to send');
  set({ status: 'offline', live: false, error: { code: 'network' }, clockAheadMs: 7_200_000 });
  await nextTick();
  expect(text()).toContain('Offline: what you do is kept and sent later');
  expect(text()).toContain('Check the connection, then try again.');
  expect(text()).toContain('The clock of this device is 2 hr ahead.');
});

test('a first sync shows how far it is, and can be interrupted', async () => {
  const { text, click, calls } = await screen(SyncSettings, { ...CONNECTED, status: 'exchanging', lastSyncAtMs: null, progress: { phase: 'receiving', done: 12_500, total: 50_000 } });
  expect(text()).toContain('12,500 of 50,000');
  expect(document.querySelector('[role=progressbar]')?.getAttribute('aria-valuenow')).toBe('25');
  await click('Interrupt');
  expect(calls).toEqual([['interrupt']]);
});

test('a code for another device is shown until that device has joined', async () => {
  const { click, text, set, calls } = await screen(SyncSettings, CONNECTED);
  await click('Make a code');
  await vi.waitFor(() => expect(text()).toContain('7K3M-X2QP'));
  expect(calls).toEqual([['newCode', 'owner']]);
  expect(document.querySelector('svg[role=img] path')?.getAttribute('d')?.length).toBeGreaterThan(1000);
  set({ devices: [...(CONNECTED.devices ?? []), device('Tablet')] });
  await vi.waitFor(() => expect(text()).not.toContain('7K3M-X2QP'));
  expect(useToastStore().toasts.map((toast) => toast.message)).toEqual(['“Tablet” is connected']);
});

test('a device loses its access only after a question', async () => {
  const { click, calls, button } = await screen(SyncSettings, CONNECTED);
  await vi.waitFor(() => expect(button('Actions for “Desktop”')).toBeDefined());
  button('Actions for “Desktop”')?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
  await vi.waitFor(() => expect(document.querySelectorAll('[role=menuitem]')).toHaveLength(2));
  (document.querySelectorAll('[role=menuitem]')[1] as HTMLElement).click();
  await vi.waitFor(() => expect(document.querySelector('[role=alertdialog]')).not.toBeNull());
  expect(calls).toEqual([]);
  await click('Take away access');
  await vi.waitFor(() => expect(calls).toEqual([['revokeDevice', 'desktop']]));
});

test('a device of another person is removed by the administrator, and only that', async () => {
  const asked: unknown[][] = [];
  const call = (async (...args: unknown[]) => {
    asked.push(args);
    return ok(null);
  }) as Sync['call'];
  const list = { render: () => h(DeviceList, { devices: [device('Laptop')], manage: false, foreignLibraryId: 'theirs' }) };
  const { click, button, calls } = await screen(list, CONNECTED, { call });
  button('Actions for “Laptop”')?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
  await vi.waitFor(() => expect(document.querySelectorAll('[role=menuitem]')).toHaveLength(1));
  (document.querySelector('[role=menuitem]') as HTMLElement).click();
  await click('Take away access');
  await vi.waitFor(() => expect(asked).toEqual([['DELETE', `api/admin/libraries/theirs/devices/${device('Laptop').deviceId}`]]));
  expect(calls).toEqual([]);
});

test('a reader sees the devices, but adds none and takes none away', async () => {
  const { button, text } = await screen(SyncSettings, { ...CONNECTED, connection: { ...CONNECTION, role: 'reader' } });
  expect(text()).toContain('Desktop');
  expect(text()).toContain('this device is a reader, which only receives');
  expect(document.querySelectorAll('[role=switch]')).toHaveLength(0);
  expect([button('Make a code'), button('Actions for “Desktop”')]).toEqual([undefined, undefined]);
});

test('disconnecting asks what to do with what came from others', async () => {
  const { click, calls } = await screen(SyncSettings, CONNECTED);
  await click('Disconnect…');
  await vi.waitFor(() => expect(document.querySelectorAll('[role=radio]').length).toBeGreaterThan(2));
  [...document.querySelectorAll<HTMLElement>('[role=alertdialog] [role=radio]')][1]?.click();
  await nextTick();
  await click('Disconnect');
  await vi.waitFor(() => expect(calls).toEqual([['disconnect', 'forget']]));
});

/** A camera that looks at a QR code of the text. */
function cameraOn(text: string): MediaStream {
  const rows = encodeQR(text, 'raw', { border: 4 });
  const canvas = document.createElement('canvas');
  canvas.width = 640;
  canvas.height = 480;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('No canvas');
  const paint = () => {
    context.fillStyle = '#eee';
    context.fillRect(0, 0, 640, 480);
    context.fillStyle = '#111';
    rows.forEach((row, y) => row.forEach((dark, x) => dark && context.fillRect(140 + x * 8, 80 + y * 8, 8, 8)));
  };
  paint();
  const timer = setInterval(paint, 50);
  onTestFinished(() => clearInterval(timer));
  return canvas.captureStream(20);
}

test('a QR code before the camera fills the form, and the camera goes off', async () => {
  const camera = cameraOn('https://music.example.org/#/settings?pair=7K3MX2QP');
  vi.spyOn(navigator.mediaDevices, 'getUserMedia').mockResolvedValue(camera);
  const { click, field, text } = await screen(SyncSettings);
  await click('Scan QR code');
  await vi.waitFor(() => expect(field('Code').value).toBe('7K3M-X2QP'), { timeout: 20_000 });
  expect(field('Address of the server').value).toBe('https://music.example.org/');
  expect(text()).toContain('The code belongs to the server at https://music.example.org/.');
  expect(camera.getTracks().map((track) => track.readyState)).toEqual(['ended']);
});

test('a camera that may not be used is said plainly', async () => {
  vi.spyOn(navigator.mediaDevices, 'getUserMedia').mockRejectedValue(new DOMException('', 'NotAllowedError'));
  const { click, text } = await screen(SyncSettings);
  await click('Scan QR code');
  await vi.waitFor(() => expect(text()).toContain('The browser may not use the camera.'));
});
