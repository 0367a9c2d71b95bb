// One reader a file: few, big, cached reads, shared by the tag parser, the content key and the cover.

/** Measured: about what most tags fit in, near the cost of 16 KiB (reads cost by their number). */
export const HEAD_BYTES = 64 * 1024;
/** Holds ID3v1, a plain APEv2 tag, and the last page of an Ogg stream. */
export const TAIL_BYTES = 16 * 1024;
/** Read whole at once: one read costs as much as two of 64 KiB up to here (measured), and a file takes two or three. */
export const WHOLE_BYTES = 256 * 1024;
/** A file that asks for more than this is broken, or is not what it says. */
const MOST_BYTES = 48 * 1024 * 1024;

export class ReadLimitError extends Error {
  override readonly name = 'ReadLimitError';
}

interface Page {
  readonly start: number;
  readonly bytes: Uint8Array;
}

/** What is read of a file: a `File`, or bytes in tests. */
export type Readable = Pick<Blob, 'size' | 'slice' | 'arrayBuffer'>;

export class PagedReader {
  private readonly pages: Page[] = [];
  private bytesRead = 0;
  private closed = false;
  /** Set by who knows that the audio goes on to the last byte: no tag can follow it. */
  endsInAudio = false;

  constructor(private readonly file: Readable) {}

  get size(): number {
    return this.file.size;
  }

  /** Bytes from `position` on, fewer at the end of the file; a view of the cache: never write to it. */
  async read(position: number, length: number): Promise<Uint8Array> {
    const end = Math.min(position + length, this.size);
    if (position >= end) return new Uint8Array(0);
    const page = this.pageOf(position, end) ?? (await this.load(position, end));
    return page.bytes.subarray(position - page.start, end - page.start);
  }

  /** Refuses all further reads: the time of this file is over. */
  close(): void {
    this.closed = true;
  }

  /** The cached bytes of a range, without a read. */
  cached(position: number, length: number): Uint8Array | null {
    const end = position + length;
    const page = this.pageOf(position, end);
    return page ? page.bytes.subarray(position - page.start, end - page.start) : null;
  }

  private pageOf(start: number, end: number): Page | undefined {
    return this.pages.find((page) => page.start <= start && end <= page.start + page.bytes.length);
  }

  private async load(position: number, end: number): Promise<Page> {
    const [start, stop] = this.pageAround(position, end);
    this.bytesRead += stop - start;
    if (this.closed || this.bytesRead > MOST_BYTES) throw new ReadLimitError(`more than ${this.bytesRead} bytes asked for`);
    // A slice is registered with the browser while the worker waits.
    const part = start === 0 && stop === this.size ? this.file : this.file.slice(start, stop);
    const bytes = new Uint8Array(await part.arrayBuffer());
    const page = { start, bytes };
    this.pages.unshift(page);
    return page;
  }

  /** The first read takes the head; small reads near the end take the tail; a read that goes on from a page grows with it. */
  private pageAround(position: number, end: number): [number, number] {
    if (this.size <= WHOLE_BYTES) return [0, this.size];
    if (position < HEAD_BYTES && this.pages.length === 0) return [0, Math.min(this.size, Math.max(end, HEAD_BYTES))];
    const tail = Math.max(0, this.size - TAIL_BYTES);
    if (position >= tail) return [tail, this.size];
    const goesOn = this.pages.some((page) => position >= page.start && position <= page.start + page.bytes.length);
    return [position, Math.min(this.size, goesOn ? Math.max(end, position + HEAD_BYTES) : Math.max(end, position + 1024))];
  }
}
