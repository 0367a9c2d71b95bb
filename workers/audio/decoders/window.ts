// The part of a file that is held while frames are walked from its one end to its other.

export class Window {
  readonly size: number;
  readonly #file: Blob;
  readonly #windowBytes: number;
  readonly #lookBytes: number;
  #from = 0;
  #bytes = new Uint8Array(0);

  /**
   * @param windowBytes what is read at once
   * @param lookBytes what may be looked at from one place on: no frame is longer
   */
  constructor(file: Blob, windowBytes: number, lookBytes: number) {
    this.#file = file;
    this.#windowBytes = windowBytes;
    this.#lookBytes = lookBytes;
    this.size = file.size;
  }

  /** Whether all that may be looked at from a place on is held, up to the end of the file. */
  holds(at: number): boolean {
    return at >= this.#from && Math.min(at + this.#lookBytes, this.size) <= this.#from + this.#bytes.length;
  }

  async move(at: number): Promise<void> {
    this.#bytes = new Uint8Array(await this.#file.slice(at, at + this.#windowBytes).arrayBuffer());
    this.#from = at;
    // A file that became shorter would be asked for the same place again and again.
    if (!this.holds(at)) throw new DOMException('The file changed while it was read.', 'NotReadableError');
  }

  word(at: number): number {
    const [i, bytes] = [at - this.#from, this.#bytes];
    return (((bytes[i] ?? 0) << 24) | ((bytes[i + 1] ?? 0) << 16) | ((bytes[i + 2] ?? 0) << 8) | (bytes[i + 3] ?? 0)) >>> 0;
  }

  /** No copy: valid until the window moves. */
  bytes(at: number, length: number): Uint8Array {
    return this.#bytes.subarray(at - this.#from, at - this.#from + length);
  }
}
