import { expect, onTestFinished, test } from 'vitest';
import type { RootId } from '../../domain/library/ids';
import { ok } from '../../domain/result';
import { createDemo } from './create-demo';

const FILES = { 'Day/01 Dawn.mp3': 'dawn', 'Night/01 Dusk & Co.ogg': 'dusk and company' };
const MANIFEST = JSON.stringify({ files: Object.entries(FILES).map(([path, text]) => ({ path, sizeBytes: text.length })) });

async function demoOver(answer: (path: string) => Response) {
  const top = await navigator.storage.getDirectory();
  const room = await top.getDirectoryHandle(`demo ${crypto.randomUUID()}`, { create: true });
  onTestFinished(() => top.removeEntry(room.name, { recursive: true }));
  const asked: string[] = [];
  const added: FileSystemDirectoryHandle[] = [];
  const demo = createDemo({
    baseUrl: 'https://app.test/music/',
    fetch: async (url) => {
      const path = decodeURIComponent(new URL(url).pathname.replace('/music/demo/', ''));
      asked.push(path);
      return answer(path);
    },
    storageRoot: async () => room,
    folders: {
      add: async (handle) => {
        added.push(handle);
        return ok(3 as RootId);
      },
    },
    name: () => 'Demo music',
  });
  return { demo, asked, added };
}

const whole = (path: string): Response => new Response(path === 'manifest.json' ? MANIFEST : FILES[path as keyof typeof FILES]);

async function textAt(folder: FileSystemDirectoryHandle | undefined, path: string): Promise<string | undefined> {
  const [inner = '', name = ''] = path.split('/');
  const file = await (await folder?.getDirectoryHandle(inner))?.getFileHandle(name);
  return (await file?.getFile())?.text();
}

test('the files come whole under their own paths, and the folder is added', async () => {
  const { demo, added } = await demoOver(whole);
  const told: [number, number][] = [];
  expect(await demo.install((done, total) => told.push([done, total]))).toEqual({ ok: true, value: 3 });
  expect(told).toEqual([[0, 2], [1, 2], [2, 2]]);
  for (const [path, text] of Object.entries(FILES)) expect(await textAt(added[0], path)).toBe(text);
});

test('a second installation fetches only what is missing', async () => {
  let broken = true;
  const { demo, asked } = await demoOver((path) => (broken && path.startsWith('Night') ? new Response('du') : whole(path)));
  expect(await demo.install(() => undefined)).toMatchObject({ ok: false, error: { code: 'network' } });
  broken = false;
  asked.length = 0;
  expect(await demo.install(() => undefined)).toMatchObject({ ok: true });
  expect(asked).toEqual(['manifest.json', 'Night/01 Dusk & Co.ogg']);
});

test('without a network the answer says so and nothing is added', async () => {
  const { demo, added } = await demoOver(() => {
    throw new TypeError('Failed to fetch');
  });
  expect(await demo.install(() => undefined)).toMatchObject({ ok: false, error: { code: 'network' } });
  expect(added).toEqual([]);
});

test('a server that answers its page for every address is no demo', async () => {
  const { demo } = await demoOver(() => new Response('<!doctype html>'));
  expect(await demo.install(() => undefined)).toMatchObject({ ok: false, error: { code: 'network' } });
});
