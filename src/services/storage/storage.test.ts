import { expect, test } from 'vitest';
import { createStorage } from './storage';

const noParts = async () => [];

test('the use of storage is told with the browser’s promise', async () => {
  const storage = createStorage({ estimate: async () => ({ usage: 5, quota: 100 }), persisted: async () => true, persist: async () => true }, noParts);
  expect(await storage.use()).toEqual({ usedBytes: 5, quotaBytes: 100, persisted: true });
  expect(await storage.persist()).toBe(true);
});

test('a browser that tells nothing gives unknowns, not errors', async () => {
  const refuse = async (): Promise<never> => {
    throw new TypeError('not allowed');
  };
  const unknown = { usedBytes: null, quotaBytes: null, persisted: false };
  for (const storage of [createStorage(undefined, noParts), createStorage({ estimate: refuse, persisted: refuse, persist: refuse }, noParts)]) {
    expect(await storage.use()).toEqual(unknown);
    expect(await storage.persist()).toBe(false);
  }
});
