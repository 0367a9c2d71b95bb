// A cover on the screen: the picture that fits, the better one when it comes, initials where there is none.
import { createPinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createApp, h, nextTick, reactive, type App } from 'vue';
import { SERVICES, type Services } from '../../composables/services';
import { putLarge } from '../../db/covers';
import { Database } from '../../db/database';
import type { CoverRow } from '../../domain/library/cover';
import type { CoverHash } from '../../domain/library/ids';
import { channel } from '../../services/listenable';
import { INITIAL_SYNC, type Sync, type SyncState } from '../../services/sync/sync';
import { useSyncStore } from '../../stores/mirrors';
import Cover from './Cover.vue';

const [ONE, OTHER] = ['ab'.repeat(16), 'cd'.repeat(16)] as CoverHash[] as [CoverHash, CoverHash];
const CONNECTED: Partial<SyncState> = { connection: { url: 'x' } as unknown as NonNullable<SyncState['connection']> };

let db: Database;
let mounted: App | undefined;
let wanted: [CoverHash, boolean][];

beforeEach(() => {
  db = new Database(`cover ${crypto.randomUUID()}`);
  wanted = [];
});

afterEach(async () => {
  mounted?.unmount();
  document.body.replaceChildren();
  db.close();
  await db.delete();
});

async function pictureOf(px: number): Promise<Blob> {
  const canvas = new OffscreenCanvas(px, px);
  canvas.getContext('2d')?.fillRect(0, 0, px, px);
  return canvas.convertToBlob();
}

async function row(over: Partial<CoverRow> = {}): Promise<CoverRow> {
  const [small, medium, large] = await Promise.all([96, 320, 1024].map(pictureOf)) as [Blob, Blob, Blob];
  return { coverHash: ONE, version: 2, small, medium, large, accent: null, ...over };
}

/** As lists fetch it from the server. */
async function afar(): Promise<CoverRow> {
  const { small, medium } = await row();
  return { coverHash: ONE, small, ...(medium && { medium }), largeAfar: true, accent: null };
}

function show(first: { coverHash: CoverHash | null; px: number }, state: Partial<SyncState> = {}) {
  const props = reactive({ ...first, name: 'Blue Lines' });
  const sync = { ...channel<SyncState>({ ...INITIAL_SYNC, ...state }), wantCover: (hash: CoverHash, large: boolean) => void wanted.push([hash, large]) } as unknown as Sync;
  const pinia = createPinia();
  setActivePinia(pinia);
  useSyncStore(pinia).follow(sync);
  const app = createApp({ render: () => h(Cover, props) });
  app.use(pinia).provide(SERVICES, { db, sync } as unknown as Services);
  mounted = app;
  app.mount(document.body.appendChild(document.createElement('div')));
  return props;
}

/** Side of the picture that is shown; its initials where there is none. */
async function shown(): Promise<number | string | null> {
  const image = document.querySelector('img');
  if (!image) return document.querySelector('svg text')?.textContent ?? null;
  await image.decode();
  return image.naturalWidth;
}

const expectShown = (what: number | string) => vi.waitFor(async () => expect(await shown()).toBe(what));

test.each([[44, 96], [192, 320], [600, 1024]])('drawn in %i px shows the picture of %i px', async (px, side) => {
  await db.covers.put(await row());
  show({ coverHash: ONE, px });
  await expectShown(side);
});

test('a large picture that waits to be drawn is the medium one until it is there', async () => {
  const { large, ...waiting } = await row();
  await db.covers.put({ ...waiting, source: new Blob(['source']), waiting: 1 });
  show({ coverHash: ONE, px: 600 });
  await expectShown(320);
  await putLarge(db, ONE, large ?? null);
  await expectShown(1024);
  expect(wanted).toEqual([]);
});

test('without a cover it shows the initials of the name, and a cover that comes takes their place', async () => {
  show({ coverHash: ONE, px: 44 });
  await expectShown('BL');
  await db.covers.put(await row());
  await expectShown(96);
});

test('what another device has is asked for in the size that is looked at, and shown when it has come', async () => {
  show({ coverHash: ONE, px: 600 }, CONNECTED);
  await vi.waitFor(() => expect(wanted).toEqual([[ONE, true]]));
  await db.covers.put(await afar());
  await expectShown(320);
  await db.covers.put(await row());
  await expectShown(1024);
});

test('a small one of another device is asked for by lists, its large one only when that is looked at', async () => {
  await db.covers.put(await afar());
  const props = show({ coverHash: ONE, px: 192 }, CONNECTED);
  await expectShown(320);
  expect(wanted).toEqual([]);
  props.px = 600;
  await vi.waitFor(() => expect(wanted).toEqual([[ONE, true]]));
  await expectShown(320);
});

test('another cover takes the place of the first, and none that of any', async () => {
  await db.covers.bulkPut([await row(), await row({ coverHash: OTHER, small: await pictureOf(60) })]);
  const props = show({ coverHash: ONE, px: 44 });
  await expectShown(96);
  props.coverHash = OTHER;
  await expectShown(60);
  props.coverHash = null;
  await nextTick();
  await expectShown('BL');
});
