// A file replaced by another encoding of its music, where a person has several devices.
import { beforeEach, expect, it } from 'vitest';
import { addPlay, writeChoices } from './choices';
import { followReplaced } from './replaced';
import { desktopAndLaptop } from './testing/desktop-and-laptop';
import { file, key, type TestDevice } from './testing/device';
import { patchTracks, trackViews } from './tracks';

const devices = desktopAndLaptop();

beforeEach(async () => {
  const { desktop, laptop } = devices();
  for (const device of [desktop, laptop]) await device.addFiles([file(1)]);
});

const rate = (device: TestDevice, n: number, value: number) => writeChoices(device.db, [{ kind: 'recording', id: key(n), field: 'rating', value }], device.deps);

/** The file at the place of `from` holds `to` from now on. */
async function replace(device: TestDevice, from = 1, to = 2): Promise<void> {
  devices().pass();
  const [row] = (await device.rows()).filter(({ contentKey, rootId }) => contentKey === key(from) && rootId !== null);
  if (!row) throw new Error('No such file');
  await patchTracks(device.db, new Map([[row.trackId, { contentKey: key(to), stage: 'parsed' }]]));
  await followReplaced(device.db, device.newId);
}

async function seen(device: TestDevice) {
  const rows = (await device.rows()).filter(({ contentKey, rootId }) => contentKey === key(2) && rootId !== null);
  const [view] = await trackViews(device.db, rows.map(({ trackId }) => trackId));
  return view && { rating: view.rating, plays: view.playCount };
}

it('both replace it, each before it hears of the other: one rating, and each play once', async () => {
  const { desktop, laptop, meet } = devices();
  await rate(desktop, 1, 6);
  await addPlay(desktop.db, key(1), desktop.deps);
  await meet(desktop, laptop, desktop);
  for (const device of [desktop, laptop]) await replace(device);
  await meet(desktop, laptop, desktop);
  for (const device of [desktop, laptop]) expect(await seen(device)).toEqual({ rating: 6, plays: 1 });
});

it('what was chosen for the new file meanwhile on another device stands, though carried later', async () => {
  const { desktop, laptop, meet, pass } = devices();
  await rate(desktop, 1, 6);
  await meet(desktop, laptop, desktop);
  await replace(laptop);
  pass();
  await rate(laptop, 2, 10);
  await replace(desktop);
  expect(await seen(desktop)).toEqual({ rating: 6, plays: 0 });
  await meet(desktop, laptop, desktop);
  for (const device of [desktop, laptop]) expect(await seen(device)).toEqual({ rating: 10, plays: 0 });
});

it('where choices of one moment are carried, each has a time of its own', async () => {
  const { desktop } = devices();
  const loved = Array.from({ length: 5 }, (_, i) => ({ kind: 'recording' as const, id: key(i === 0 ? 1 : 20 + i), field: 'loved', value: true }));
  await writeChoices(desktop.db, loved, desktop.deps);
  const before = (await desktop.db.ops.toArray()).map(({ hlc }) => hlc);
  await replace(desktop);
  const ops = await desktop.db.ops.toArray();
  const [carried] = ops.filter(({ id }) => id === key(2));
  expect(ops).toHaveLength(6);
  expect(carried).toMatchObject({ field: 'loved', value: true, pending: 1 });
  expect(String(carried?.hlc) > String(before.at(-1))).toBe(true);
  expect(carried?.hlc.slice(0, 12)).toBe(before[0]?.slice(0, 12));
});

it('a choice after the clock was set back has a time of its own, later than what was carried', async () => {
  const { desktop } = devices();
  await rate(desktop, 1, 6);
  await replace(desktop);
  desktop.skewMs = -60_000;
  await rate(desktop, 2, 8);
  expect(await seen(desktop)).toEqual({ rating: 8, plays: 0 });
  const hlcs = (await desktop.db.ops.toArray()).map(({ hlc }) => hlc);
  expect(new Set(hlcs).size).toBe(3);
});

it('nothing is carried twice, and nothing where nothing was chosen', async () => {
  const { desktop } = devices();
  await replace(desktop);
  expect(await desktop.db.ops.count()).toBe(0);
  await rate(desktop, 2, 4);
  await followReplaced(desktop.db, desktop.newId);
  expect(await desktop.db.ops.count()).toBe(1);
  expect(await desktop.db.meta.where('key').startsWith('replaced ').count()).toBe(0);
});
