// The packets of an ASF file: objects of one stream, put together from the pieces that lie in packets of one size.

/** An object of WMA takes some kilobytes. */
const MOST_OBJECT_BYTES = 1024 * 1024;
/** By the two bits that say how long a field is. */
const FIELD_BYTES = [0, 1, 2, 4] as const;

interface Payload {
  readonly stream: number;
  readonly object: number;
  readonly offset: number;
  /** Of the whole object; 0 where it is not said. */
  readonly objectBytes: number;
  readonly data: Uint8Array;
}

/** Puts objects together; one whose pieces do not follow each other is dropped. */
export class AsfObjects {
  readonly #stream: number;
  #object = -1;
  #bytes = new Uint8Array(0);
  #filled = 0;

  constructor(stream: number) {
    this.#stream = stream;
  }

  /** @param packet whole @returns the objects that end in it */
  *of(packet: Uint8Array): Generator<Uint8Array> {
    for (const payload of payloadsOf(packet)) {
      if (payload.stream !== this.#stream) continue;
      const whole = this.#add(payload);
      if (whole) yield whole;
    }
  }

  #add({ object, offset, objectBytes, data }: Payload): Uint8Array | null {
    if (offset === 0) {
      if (objectBytes <= data.length || objectBytes > MOST_OBJECT_BYTES) return data;
      this.#object = object;
      this.#bytes = new Uint8Array(objectBytes);
      this.#filled = 0;
    }
    if (object !== this.#object || offset !== this.#filled || offset + data.length > this.#bytes.length) return null;
    this.#bytes.set(data, offset);
    this.#filled += data.length;
    if (this.#filled < this.#bytes.length) return null;
    this.#object = -1;
    return this.#bytes;
  }
}

/** Advanced Systems Format, revision 01.20.05, section 5.2; what reaches past the packet is left out. */
function* payloadsOf(packet: Uint8Array): Generator<Payload> {
  const read = new Fields(packet);
  const first = read.number(1);
  // Error correction data may come before; else the byte is already the first flag.
  const lengths = first & 0x80 ? read.skip(first & 15).number(1) : first;
  const properties = read.number(1);
  read.number(FIELD_BYTES[(lengths >> 5) & 3] as number);
  read.number(FIELD_BYTES[(lengths >> 1) & 3] as number);
  const padding = read.number(FIELD_BYTES[(lengths >> 3) & 3] as number);
  read.skip(6);
  const end = packet.length - padding;
  const many = (lengths & 1) === 1 ? read.number(1) : null;
  const count = many === null ? 1 : many & 63;
  for (let i = 0; i < count && read.at < end; i++) {
    const stream = read.number(1) & 127;
    const object = read.number(FIELD_BYTES[(properties >> 4) & 3] as number);
    const offset = read.number(FIELD_BYTES[(properties >> 2) & 3] as number);
    const replicated = read.number(FIELD_BYTES[properties & 3] as number);
    const objectBytes = replicated >= 8 ? read.peek(4) : 0;
    read.skip(replicated);
    const length = many === null ? end - read.at : read.number(FIELD_BYTES[many >> 6] as number);
    const data = packet.subarray(read.at, Math.min(end, read.at + length));
    read.skip(length);
    // With one byte of replicated data, several small objects follow, each behind its length.
    if (replicated === 1) yield* small(stream, data);
    else if (data.length > 0) yield { stream, object, offset, objectBytes, data };
  }
}

function* small(stream: number, data: Uint8Array): Generator<Payload> {
  for (let at = 0; at < data.length; ) {
    const length = data[at] as number;
    if (length > 0) yield { stream, object: -1, offset: 0, objectBytes: 0, data: data.subarray(at + 1, at + 1 + length) };
    at += 1 + length;
  }
}

/** Numbers with the low byte first; past the end they are 0. */
class Fields {
  at = 0;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  peek(length: number): number {
    let value = 0;
    for (let i = length - 1; i >= 0; i--) value = value * 256 + (this.#bytes[this.at + i] ?? 0);
    return value;
  }

  number(length: number): number {
    const value = this.peek(length);
    this.at += length;
    return value;
  }

  skip(length: number): this {
    this.at += length;
    return this;
  }
}
