// What settling found of an album goes to a person's other devices, which do not hold the files beside it.
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { DeviceId } from '../domain/library/ids';
import { artistKeyOf } from '../domain/library/keys';
import { ModelServer } from '../domain/sync/testing/model-server';
import { settleCredits } from './credits';
import { file, TestDevice } from './testing/device';
import { trackViews } from './tracks';

let nowMs: number;
let server: ModelServer;
let desktop: TestDevice;
let laptop: TestDevice;

beforeEach(async () => {
  nowMs = 1_800_000_000_000;
  server = new ModelServer(() => nowMs);
  [desktop, laptop] = await Promise.all(['desktop', 'laptop'].map((name) => new TestDevice(name as DeviceId, () => nowMs).begin())) as [TestDevice, TestDevice];
});

afterEach(async () => {
  await Promise.all([desktop, laptop].map((device) => device.db.delete()));
});

it('an album settled as one of Various Artists is so there too, with its discs and title', async () => {
  const various = artistKeyOf('Various Artists', []);
  await desktop.addFiles([file(1, { albumArtistKey: various, settledAlbum: { album: 'Hits', albumArtist: 'Various Artists', discNo: 2 } })]);
  for (const device of [desktop, laptop]) {
    nowMs += 1_000;
    expect(await device.exchange(server.remote())).toMatchObject({ ok: true });
  }
  await settleCredits(laptop.db);
  const [view] = await trackViews(laptop.db, (await laptop.rows()).map(({ trackId }) => trackId));
  expect(view).toMatchObject({ album: 'Hits', albumArtist: 'Various Artists', albumArtistKey: various, discNo: 2, artist: 'Somebody', elsewhere: true });
  expect(view?.albumCredit).toEqual([{ name: 'Various Artists', joinPhrase: '', artistKey: various }]);
});
