// How many bytes a value takes in the browser's database, without writing it: what V8's serialiser (value-serializer.cc) makes of it.
// Compression and the database's own bookkeeping come on top or off; a blob counts with its content.

/** @param value anything that IndexedDB takes, without circles */
export function storedBytes(value: unknown): number {
  switch (typeof value) {
    case 'string':
      return textBytes(value);
    case 'number':
      return numberBytes(value);
    case 'bigint':
      return 1 + 8 + 8;
    case 'object':
      return value === null ? 1 : objectBytes(value);
    default:
      return 1;
  }
}

function objectBytes(value: object): number {
  if (value instanceof Blob) return value.size;
  // A view takes all of its buffer along.
  if (ArrayBuffer.isView(value)) return bufferBytes(value.buffer) + VIEW_BYTES;
  if (value instanceof ArrayBuffer) return bufferBytes(value);
  if (value instanceof Date) return 1 + 8;
  if (Array.isArray(value)) return listBytes(value) + ENDS_BYTES;
  if (value instanceof Set) return listBytes([...value]) + ENDS_BYTES;
  if (value instanceof Map) return listBytes([...value].flat(1)) + ENDS_BYTES;
  let bytes = ENDS_BYTES;
  for (const [key, each] of Object.entries(value)) bytes += textBytes(key) + storedBytes(each);
  return bytes;
}

/** A tag at each end and a count. */
const ENDS_BYTES = 3;
/** A tag, the kind, where it begins, how long it is, flags. */
const VIEW_BYTES = 6;

const WIDE = /[^\u0000-\u00ff]/;

function textBytes(text: string): number {
  const bytes = WIDE.test(text) ? text.length * 2 : text.length;
  return 1 + varintBytes(bytes) + bytes;
}

function numberBytes(value: number): number {
  const small = Number.isInteger(value) && Math.abs(value) < 2 ** 30 && !Object.is(value, -0);
  return 1 + (small ? varintBytes(Math.abs(value) * 2) : 8);
}

function bufferBytes({ byteLength }: ArrayBufferLike): number {
  return 1 + varintBytes(byteLength) + byteLength;
}

function listBytes(values: readonly unknown[]): number {
  return values.reduce<number>((sum, each) => sum + storedBytes(each), 0);
}

function varintBytes(value: number): number {
  let bytes = 1;
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) bytes++;
  return bytes;
}
