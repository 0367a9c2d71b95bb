import { expect, test } from 'vitest';
import { watchWasmMemory } from './wasm-memory';

const PAGE = 65_536;

/** `(module (memory (export "memory") 3))` */
const MODULE = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 5, 3, 1, 0, 3, 7, 10, 1, 6, 109, 101, 109, 111, 114, 121, 2, 0]);

test('memories that are looked at count, made by JavaScript or by a module, and as they grow', async () => {
  const heldBytes = watchWasmMemory();
  expect(heldBytes()).toBe(0);
  const own = new WebAssembly.Memory({ initial: 2 });
  expect(own.buffer.byteLength).toBe(2 * PAGE);
  expect(heldBytes()).toBe(2 * PAGE);
  const { instance } = await WebAssembly.instantiate(MODULE);
  const exported = instance.exports['memory'] as WebAssembly.Memory;
  new Uint8Array(exported.buffer)[0] = 1;
  expect(heldBytes()).toBe(5 * PAGE);
  exported.grow(10);
  expect(heldBytes()).toBe(15 * PAGE);
});
