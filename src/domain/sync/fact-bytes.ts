// The bytes of facts: MessagePack, and embeddings as little-endian float32 in it.
import { decode } from '@msgpack/msgpack';

/** What the bytes say, or null where they are no MessagePack: whatever a device sent, it never holds up the rest. */
export function unpacked(bytes: Uint8Array): unknown {
  try {
    return decode(bytes);
  } catch {
    return null;
  }
}

/** Typed arrays are little-endian on every machine that browsers and Node run on. */
export function bytesOf(floats: Float32Array): Uint8Array {
  return new Uint8Array(floats.buffer, floats.byteOffset, floats.byteLength);
}

/** Copied: a view would keep, and store, the whole page of changes that the bytes lie in. */
export function floatsOf(bytes: Uint8Array): Float32Array {
  // Not `slice()`: that of a Node buffer is a view.
  const whole = new Uint8Array(bytes.length & ~3);
  whole.set(bytes.subarray(0, whole.length));
  return new Float32Array(whole.buffer);
}
