import { expect, onTestFinished, test, vi } from 'vitest';
import { addRoot } from '../../db/roots';
import { addTracks, patchTracks } from '../../db/tracks';
import type { ContentKey, TrackId } from '../../domain/library/ids';
import { MISSING } from '../../domain/library/track';
import { parsedTrack } from '../pipeline/test-tracks';
import { fakeBrowser, SENDING } from './testing/sync-browser';

const key = 'c0ffee' as ContentKey;
const BYTES = Uint8Array.from({ length: 1000 }, (_, i) => i % 251);

/** A paired device that shares and holds one recording. */
async function holder(streaming = true) {
  const browser = await fakeBrowser();
  const folder = await browser.storage.getDirectoryHandle('Music', { create: true });
  const writable = await (await folder.getFileHandle('01 Song.flac', { create: true })).createWritable();
  await writable.write(BYTES);
  await writable.close();
  const rootId = await addRoot(browser.db, { name: 'Music', kind: 'folder', handle: folder, addedAtMs: 0, lastScanAtMs: null, removedAtMs: null });
  const [trackId] = await addTracks(browser.db, [parsedTrack('01 Song.flac', { rootId, contentKey: key })]);
  const tab = browser.tab();
  const { server } = browser;
  for (const method of ['POST', 'DELETE']) server.on(`${method} /api/relay/abc.1`, () => new Response(null, { status: 204 }));
  await tab.sync.pair('music.test', 'code', 'Desk', { ...SENDING, streaming });
  await tab.reach((state) => state.live);
  const ask = (start: number, end: number | null, contentKey = key): void => server.send({ type: 'relay', data: { requestId: 'abc.1', contentKey, start, end } });
  const answers = () => server.asked.filter((call) => call.path === '/api/relay/abc.1');
  const answered = async (count = 1) => {
    await vi.waitFor(() => expect(answers()).toHaveLength(count), { timeout: 5_000 });
    return answers();
  };
  return { ...browser, tab, trackId: trackId as TrackId, ask, answered };
}

type Holder = Awaited<ReturnType<typeof holder>>;

const bytesOf = async (body: unknown): Promise<Uint8Array> => new Uint8Array(await (body as Blob).arrayBuffer());

test.each([[0, 9], [500, 999], [990, null], [0, null], [2000, null]])('sends the bytes from %s to %s, with the length of the whole', async (start, end) => {
  const { ask, answered } = await holder();
  ask(start, end);
  const [upload] = await answered();
  expect([upload?.method, upload?.headers.get('content-type'), upload?.headers.get('x-total-bytes'), upload?.headers.get('authorization')])
    .toEqual(['POST', 'audio/flac', '1000', 'Bearer secret']);
  expect(await bytesOf(upload?.body)).toEqual(BYTES.slice(start, end === null ? undefined : end + 1));
});

test.each([
  ['what it does not hold', async () => undefined, 'beef' as ContentKey],
  ['a file that is missing', async ({ db, trackId }: Holder): Promise<unknown> => patchTracks(db, new Map([[trackId, { missing: MISSING }]])), key],
  ['a part of a file, which would arrive as all of it', async ({ db, trackId }: Holder): Promise<unknown> => db.tracks.update(trackId, { segment: { fileId: trackId, index: 0, startS: 0, endS: 1 } }), key],
  ['a file that went a moment ago', async ({ storage }: Holder): Promise<unknown> => (await storage.getDirectoryHandle('Music')).removeEntry('01 Song.flac'), key],
] as const)('declines %s, so that the server asks another', async (_, before, contentKey) => {
  const device = await holder();
  await before(device);
  device.ask(0, null, contentKey);
  expect((await device.answered())[0]?.method).toBe('DELETE');
});

test('sends nothing unless the person allows it, and nothing more when that is taken back', async () => {
  const { tab, ask, answered } = await holder(false);
  ask(0, null);
  expect((await answered())[0]?.method).toBe('DELETE');
  await tab.sync.setSending({ streaming: true });
  await tab.reach((state) => state.connection?.sending.streaming === true);
  ask(0, null);
  expect((await answered(2))[1]?.method).toBe('POST');
});

test('sends three at once at most, and breaks off when sharing is switched off', async () => {
  const { server, tab, ask, answered } = await holder();
  let broken = 0;
  const usual = server.fetch;
  const hanging = vi.spyOn(server, 'fetch').mockImplementation((url, init) => {
    const answer = usual(url, init);
    if (init?.method !== 'POST' || !url.includes('/api/relay/')) return answer;
    return new Promise((_, reject) => init.signal?.addEventListener('abort', () => {
      broken += 1;
      reject(new DOMException('aborted', 'AbortError'));
    }));
  });
  onTestFinished(() => hanging.mockRestore());
  for (let i = 0; i < 5; i++) ask(0, null);
  expect((await answered(3)).map((call) => call.method)).toEqual(['POST', 'POST', 'POST']);
  expect((await answered(5)).slice(3).map((call) => call.method)).toEqual(['DELETE', 'DELETE']);
  await tab.sync.setSending({ streaming: false });
  await vi.waitFor(() => expect(broken).toBe(3));
});
