// How much memory the WASM modules of this worker hold: it grows and never shrinks, and nothing else tells it in a worker.

interface WasmMemories {
  readonly Memory: { readonly prototype: WebAssembly.Memory };
}

/**
 * Notes each memory whose bytes JavaScript looks at, which every module needs to get its data in and out: those of essentia,
 * of the networks' runtime and of decoders. Call before they are loaded. Memories without owner count until they are collected.
 * @returns bytes of all that are alive
 */
export function watchWasmMemory({ Memory }: WasmMemories = WebAssembly): () => number {
  const known = new WeakSet<WebAssembly.Memory>();
  let memories: WeakRef<WebAssembly.Memory>[] = [];
  const bufferOf = Object.getOwnPropertyDescriptor(Memory.prototype, 'buffer')?.get;
  if (!bufferOf) throw new Error('WebAssembly.Memory has no buffer.');
  Object.defineProperty(Memory.prototype, 'buffer', {
    configurable: true,
    enumerable: true,
    get(this: WebAssembly.Memory): ArrayBuffer | SharedArrayBuffer {
      const buffer = bufferOf.call(this) as ArrayBuffer | SharedArrayBuffer;
      if (!known.has(this)) {
        known.add(this);
        memories.push(new WeakRef(this));
      }
      return buffer;
    },
  });
  return () => {
    memories = memories.filter((memory) => memory.deref());
    return memories.reduce((sum, memory) => sum + (memory.deref()?.buffer.byteLength ?? 0), 0);
  };
}
