// What music-metadata reads of a container: its format and its own tags, as far as it got.
import { parseBuffer, parseFromTokenizer, type IAudioMetadata, type IOptions } from 'music-metadata';
import type { ReaderTokenizer } from './reader-tokenizer';
import { firstValuesFirst } from './tags/asf-order';
import type { RawTag } from './tags/raw-tag';
import type { Format } from './technical';

export interface Container {
  readonly format: Format;
  /** A list for each tag format. */
  readonly blocks: readonly (readonly RawTag[])[];
}

type Read = Pick<IAudioMetadata, 'native' | 'format'>;

/** These say nothing of their encoding: their texts come as Latin-1. */
const UNDECLARED: ReadonlySet<string> = new Set(['exif', 'AIFF', 'ID3v1']);

type Parse = (options: IOptions) => Promise<Read>;

export interface ReadContainer extends Container {
  /** Whether the parser gave up before the end. */
  readonly broken: boolean;
}

/** @throws what the browser threw; what the file holds never throws: tags read before a broken one are kept */
export function readContainer(tokenizer: ReaderTokenizer): Promise<ReadContainer> {
  return asFarAsItGets((options) => parseFromTokenizer(tokenizer, options));
}

/** The same of bytes made from a file. */
export function readContainerBytes(bytes: Uint8Array, mimeType: string): Promise<ReadContainer> {
  return asFarAsItGets((options) => parseBuffer(bytes, mimeType, options));
}

async function asFarAsItGets(parse: Parse): Promise<ReadContainer> {
  let read: Read | null = null;
  const observer = ({ metadata }: { readonly metadata: object }) => {
    // The collector itself, which has the native tags that its type does not name.
    if ('native' in metadata && 'format' in metadata) read = metadata as Read;
  };
  try {
    return { ...containerOf(await parse({ duration: false, mkvUseIndex: true, observer })), broken: false };
  } catch (thrown) {
    if (isFileError(thrown)) throw thrown;
    return { ...(read ? containerOf(read) : { format: {}, blocks: [] }), broken: true };
  }
}

function containerOf({ format, native }: Read): Container {
  const blocks = Object.entries(native).map(([name, tags]) =>
    (name === 'asf' ? firstValuesFirst(tags) : tags).map(({ id, value }): RawTag => ({ format: name, id, value, ...(UNDECLARED.has(name) ? { latin1: true as const } : {}) })));
  return { format, blocks };
}

/** What a browser throws when it cannot read on; other exceptions of the platform are about what the file holds. */
const READ_ERRORS: ReadonlySet<string> = new Set(['NotFoundError', 'NotAllowedError', 'SecurityError', 'NotReadableError', 'AbortError', 'InvalidStateError', 'ReadLimitError']);

function isFileError(thrown: unknown): boolean {
  return thrown instanceof Error && READ_ERRORS.has(thrown.name);
}
