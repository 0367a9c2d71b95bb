// Gives a paged reader to music-metadata.
import { AbstractTokenizer, EndOfStreamError, type IReadChunkOptions } from 'strtok3';
import type { PagedReader } from './paged-reader';
import type { Format } from './sniff';

/** What follows says nothing of a file that is not known. */
export class EnoughRead extends Error {
  override readonly name = 'EnoughRead';
}

const ID3V1_BYTES = 128;

export class ReaderTokenizer extends AbstractTokenizer {
  override readonly fileInfo: { readonly size: number; readonly mimeType?: string; readonly path?: string };
  private readonly randomAccess: boolean;

  /**
   * @param format as told by the first bytes
   * @param start where the format begins, behind tags that are read apart
   * @param enoughAt from here on nothing is read for the parser alone
   */
  constructor(private readonly reader: PagedReader, format: Format, start: number, private readonly enoughAt = Infinity) {
    super();
    // The parser of DSDIFF is found by no type of its own.
    this.fileInfo = { size: reader.size, ...(format.name === 'dsdiff' ? { path: '.dff' } : { mimeType: format.mimeType }) };
    this.randomAccess = format.tagsAtEnd;
    this.position = start;
  }

  override supportsRandomAccess(): boolean {
    return this.randomAccess;
  }

  setPosition(position: number): void {
    this.position = position;
  }

  override async readBuffer(target: Uint8Array, options?: IReadChunkOptions): Promise<number> {
    const length = await this.peekBuffer(target, options);
    this.position = (options?.position ?? this.position) + length;
    return length;
  }

  override async peekBuffer(target: Uint8Array, options?: IReadChunkOptions): Promise<number> {
    const { length, position, mayBeLess } = this.normalizeOptions(target, options);
    const bytes = this.reader.cached(position, length) ?? (await this.read(position, length));
    if (bytes.length < length && !mayBeLess) throw new EndOfStreamError();
    target.set(bytes);
    return bytes.length;
  }

  private async read(position: number, length: number): Promise<Uint8Array> {
    if (position >= this.enoughAt) throw new EnoughRead();
    // The look for an ID3v1 tag that cannot be there.
    if (this.reader.endsInAudio && position >= this.reader.size - ID3V1_BYTES) return new Uint8Array(Math.min(length, this.reader.size - position));
    return this.reader.read(position, length);
  }
}
