// The history of a playlist as a person sees it: every change of its entries from all devices, each with its way back.
import { createPinia, setActivePinia } from 'pinia';
import { TooltipProvider } from 'reka-ui';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createApp, h, nextTick, type App } from 'vue';
import { createI18n } from 'vue-i18n';
import { createMemoryHistory, createRouter } from 'vue-router';
import { SERVICES, type Services } from '../../composables/services';
import { playlistEntries } from '../../db/choices';
import { Database } from '../../db/database';
import { opsOf } from '../../db/history';
import { KnownKeys } from '../../db/known-keys';
import { receiveArrivals } from '../../db/receive';
import { addTracks } from '../../db/tracks';
import type { ContentKey, DeviceId, PlaylistId, RootId } from '../../domain/library/ids';
import { NO_TAGS } from '../../domain/library/no-tags';
import type { Op } from '../../domain/sync/choice';
import { tick } from '../../domain/sync/clock';
import type { Sync, SyncState } from '../../services/sync/sync';
import { INITIAL_SYNC } from '../../services/sync/sync';
import { channel } from '../../services/listenable';
import { createChoices } from '../../services/choices/create-choices';
import type { Choices } from '../../services/choices/choices';
import en from '../../locales/en';
import fr from '../../locales/fr';
import { useSyncStore } from '../../stores/mirrors';
import { useToastStore } from '../../stores/toasts';
import HistoryDialog from './HistoryDialog.vue';

const NAMES = ['Deck', 'Engine', 'Undertow'];
const keyOf = (n: number): ContentKey => n.toString(16).padStart(32, '0') as ContentKey;

let db: Database;
let choices: Choices;
let playlistId: PlaylistId;
let nowMs: number;
let mounted: App | undefined;

beforeEach(async () => {
  db = new Database(`history ${crypto.randomUUID()}`);
  nowMs = Date.now() - 3_600_000;
  choices = createChoices({ db, now: () => (nowMs += 60_000), newId: () => crypto.randomUUID() });
  await addTracks(db, NAMES.map((title, n) => ({
    rootId: 1 as RootId, path: `${title}.mp3`, folder: '', sizeBytes: 1, mtimeMs: 1, stage: 'parsed', attempts: 0, failure: null, missing: 0, addedAtMs: 1,
    contentKey: keyOf(n), taggedAlbumKey: null, albumKey: null, artistKey: null, albumArtistKey: null, coverHash: null, tags: { ...NO_TAGS, title },
    technical: null, versions: { parse: 1, analyse: 0, embed: 0 },
  })));
  playlistId = await choices.createPlaylist('Harbour nights');
  await choices.addToPlaylist(playlistId, NAMES.map((_, n) => keyOf(n)));
});

afterEach(async () => {
  mounted?.unmount();
  document.body.replaceChildren();
  db.close();
  await db.delete();
});

async function order(): Promise<string[]> {
  return (await playlistEntries(db, playlistId)).map((entry) => NAMES[parseInt(entry.contentKey, 16)] as string);
}

async function entryOf(name: string) {
  const entry = (await playlistEntries(db, playlistId)).find((each) => each.contentKey === keyOf(NAMES.indexOf(name)));
  if (!entry) throw new Error(`no entry of ${name}`);
  return entry.entryId;
}

/** The dialog over this device's own ops, as without a server. */
async function open(locale: 'en' | 'fr' = 'en', state: Partial<SyncState> = {}) {
  const sync = { ...channel<SyncState>({ ...INITIAL_SYNC, ...state }), history: (query: Parameters<Sync['history']>[0]) => opsOf(db, query) } as unknown as Sync;
  const pinia = createPinia();
  setActivePinia(pinia);
  useSyncStore(pinia).follow(sync);
  const props = { subject: { kind: 'playlist' as const, id: playlistId }, name: 'Harbour nights', open: true };
  const app = createApp({ render: () => h(TooltipProvider, () => h(HistoryDialog, props)) });
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: HistoryDialog }] });
  app.use(pinia).use(router).use(createI18n({ legacy: false, locale, messages: { en, fr } })).provide(SERVICES, { db, sync, choices } as Services);
  mounted = app;
  app.mount(document.body.appendChild(document.createElement('div')));
  await vi.waitFor(() => expect(lines().length).toBeGreaterThan(0));
  return useToastStore(pinia);
}

const lines = (): string[] => [...document.querySelectorAll('[role=dialog] li p:first-child')].map((line) => line.textContent?.trim() ?? '');

async function click(action: string, line: string): Promise<void> {
  const button = document.querySelector<HTMLButtonElement>(`[role=dialog] li button[aria-label=${CSS.escape(`${action}: ${line}`)}]`);
  if (!button) throw new Error(`no button "${action}: ${line}" among ${[...document.querySelectorAll('li button')].map((each) => each.getAttribute('aria-label')).join(' | ')}`);
  button.click();
  await nextTick();
}

test('tells what was added, moved and removed, with places, newest first', async () => {
  await choices.moveEntry(playlistId, await entryOf('Undertow'), null);
  await choices.removeEntries([await entryOf('Deck')], playlistId);
  await open();
  expect(lines()).toEqual([
    'Removed “Deck” from place 2', 'Moved “Undertow” from place 3 to place 1',
    'Added “Undertow” at place 3', 'Added “Engine” at place 2', 'Added “Deck” at place 1', expect.stringContaining('Created as “Harbour nights”'),
  ]);
});

test('speaks French too', async () => {
  await choices.moveEntry(playlistId, await entryOf('Undertow'), null);
  await open('fr');
  expect(lines()[0]).toBe('«\u00a0Undertow\u00a0» déplacé de la place 3 à la place 1');
});

test('puts a removed entry back at its place', async () => {
  await choices.removeEntries([await entryOf('Engine')], playlistId);
  await open();
  await click('Put it back', 'Removed “Engine” from place 2');
  await vi.waitFor(() => expect(lines()[0]).toBe('Put back “Engine” at place 2'));
  expect(await order()).toEqual(NAMES);
});

test('moves an entry back to where it was, and tells of it; the toast takes that back', async () => {
  await choices.moveEntry(playlistId, await entryOf('Undertow'), null);
  const toasts = await open();
  await click('Move it back', 'Moved “Undertow” from place 3 to place 1');
  await vi.waitFor(() => expect(lines()[0]).toBe('Moved “Undertow” from place 1 to place 3'));
  expect(await order()).toEqual(NAMES);
  const [toast] = toasts.toasts;
  expect(toast?.message).toBe('Moved back “Undertow”');
  toast?.action?.run();
  await vi.waitFor(() => expect(lines()[0]).toBe('Moved “Undertow” from place 3 to place 1'));
  expect(await order()).toEqual(['Undertow', 'Deck', 'Engine']);
});

test('removes an entry that was added, and then offers that no more', async () => {
  await open();
  await click('Remove it', 'Added “Engine” at place 2');
  await vi.waitFor(() => expect(lines()[0]).toBe('Removed “Engine” from place 2'));
  expect(await order()).toEqual(['Deck', 'Undertow']);
  await expect(click('Remove it', 'Added “Engine” at place 2')).rejects.toThrow('no button');
});

test('has what other devices did, in the order of time, and says who', async () => {
  const id = await entryOf('Deck');
  await choices.moveEntry(playlistId, await entryOf('Undertow'), null);
  const removed: Op = { kind: 'playlistEntry', id, parent: playlistId, field: 'removed', value: true, hlc: tick(null, nowMs + 1, 'phone') };
  const deviceId = 'desk' as DeviceId;
  await receiveArrivals(db, { ops: [removed], plays: [], facts: [] }, { known: new KnownKeys(), deviceId, from: 'server' });
  const connection = { url: '', libraryId: '', libraryName: '', deviceName: 'Desktop', role: 'owner', sending: { facts: true, plays: true, covers: true, streaming: false } } as const;
  await open('en', { connection, deviceId, status: 'offline' });
  expect(lines().slice(0, 2)).toEqual(['Removed “Deck” from place 2', 'Moved “Undertow” from place 3 to place 1']);
  expect(document.querySelector('[role=dialog] li p:last-child')?.textContent).toContain('A device that is no longer connected');
  expect(document.querySelector('[role=dialog] [role=status]')?.textContent).toContain('only what this device knows');
  await click('Put it back', 'Removed “Deck” from place 2');
  await vi.waitFor(() => expect(lines()[0]).toBe('Put back “Deck” at place 2'));
  expect(await order()).toEqual(['Undertow', 'Deck', 'Engine']);
});
