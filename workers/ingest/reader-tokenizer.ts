// Gives a paged reader to music-metadata.
import { AbstractTokenizer, EndOfStreamError, type IReadChunkOptions } from 'strtok3';
import type { PagedReader } from './paged-reader';

export class ReaderTokenizer extends AbstractTokenizer {
  override readonly fileInfo: { readonly size: number; readonly mimeType?: string };

  /**
   * @param mimeType of the format as told by its first bytes
   * @param randomAccess costs a read of the tail, where tags may be appended
   */
  constructor(private readonly reader: PagedReader, mimeType: string, private readonly randomAccess: boolean) {
    super();
    this.fileInfo = { size: reader.size, mimeType };
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
    const bytes = this.reader.cached(position, length) ?? (await this.reader.read(position, length));
    if (bytes.length < length && !mayBeLess) throw new EndOfStreamError();
    target.set(bytes);
    return bytes.length;
  }
}
