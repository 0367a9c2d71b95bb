// The page of an album by an address that holds no longer.
import { createPinia } from 'pinia';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createApp, h, shallowRef, type App } from 'vue';
import { createMemoryHistory, createRouter, type Router } from 'vue-router';
import { writeEdits } from '../db/edits';
import { TestDevice, file } from '../db/testing/device';
import { patchTracks } from '../db/tracks';
import { noteSettled, unsettledFolders } from '../db/unsettled';
import type { AlbumKey, DeviceId, TrackId } from '../domain/library/ids';
import { tagColumns } from '../domain/library/tag-columns';
import type { Tags } from '../domain/library/tags';
import { SERVICES, type Services } from './services';
import { useAlbumSuccessor } from './use-album-successor';

let device: TestDevice;
let mounted: App | undefined;
let router: Router;
let ids: TrackId[];
let tagged: AlbumKey;
const trackIds = shallowRef<Uint32Array | null>(null);

beforeEach(async () => {
  device = await new TestDevice('desktop' as DeviceId, () => 1_800_000_000_000).begin();
  ids = await device.addFiles([1, 2].map((n) => file(n, tagColumns({ ...(file(n).tags as Tags), album: 'One', albumArtist: 'Somebody' }))));
  tagged = (await rowOf()).albumKey as AlbumKey;
});

afterEach(async () => {
  mounted?.unmount();
  document.body.replaceChildren();
  await device.db.delete();
});

const rowOf = async () => (await device.rows())[0] as Awaited<ReturnType<TestDevice['rows']>>[number];
const shown = () => document.body.textContent;
const key = () => String(router.currentRoute.value.params['key']);

async function open(album: string): Promise<void> {
  trackIds.value = null;
  router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/album/:key', name: 'album', component: { render: () => null } }] });
  await router.push(`/album/${album}`);
  mounted = createApp({
    setup() {
      const { lost } = useAlbumSuccessor(() => key() as AlbumKey, () => trackIds.value);
      return () => h('p', lost.value ? 'lost' : 'looking');
    },
  });
  mounted.use(createPinia()).use(router).provide(SERVICES, { db: device.db } as unknown as Services);
  mounted.mount(document.body.appendChild(document.createElement('div')));
  trackIds.value = new Uint32Array();
}

const edit = () => writeEdits(device.db, ids.map((trackId) => ({ trackId, fields: { album: 'Two' } })), device);
const settle = async (albumKey: AlbumKey) => {
  await patchTracks(device.db, new Map(ids.map((id) => [id, { albumKey }])));
  await noteSettled(device.db, await unsettledFolders(device.db));
};

test('leads from the key that an edit gave for a moment to the one that was settled', async () => {
  await edit();
  const interim = (await rowOf()).albumKey as AlbumKey;
  expect(interim).not.toBe(tagged);
  await settle('settled' as AlbumKey);
  await open(interim);
  await vi.waitFor(() => expect(key()).toBe('settled'));
});

test('leads from the key as tagged to the album of the edit', async () => {
  await edit();
  await settle('settled' as AlbumKey);
  await open(tagged);
  await vi.waitFor(() => expect(key()).toBe('settled'));
});

test('says that an album is lost only when no album waits to be settled any more', async () => {
  await edit();
  const reads = vi.spyOn(device.db.tracks, 'filter');
  await open('never');
  await vi.waitFor(() => expect(reads).toHaveBeenCalled());
  expect([(await unsettledFolders(device.db)).length, shown()]).toEqual([1, 'looking']);
  await noteSettled(device.db, await unsettledFolders(device.db));
  await vi.waitFor(() => expect(shown()).toBe('lost'));
  expect(key()).toBe('never');
});

test('stays with an album that some tracks are still on', async () => {
  await edit();
  await patchTracks(device.db, new Map([[ids[0] as TrackId, { albumKey: tagged }]]));
  await noteSettled(device.db, await unsettledFolders(device.db));
  await open(tagged);
  await vi.waitFor(() => expect(shown()).toBe('lost'));
  expect(key()).toBe(tagged);
});
