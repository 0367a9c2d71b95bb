// One file: format, tags, content key and picture, through one reader.
import { parseFromTokenizer, type IAudioMetadata, type IPicture } from 'music-metadata';
import { contentKeyOf } from '../../src/domain/library/content-key';
import type { ContentKey } from '../../src/domain/library/ids';
import type { Tags } from '../../src/domain/library/tags';
import type { Technical } from '../../src/domain/library/track';
import { err, messageOf, ok, type Result } from '../../src/domain/result';
import { findRegion } from './audio-region/find-region';
import { PagedReader, type Readable } from './paged-reader';
import { ReaderTokenizer } from './reader-tokenizer';
import { sniff } from './sniff';
import { tagsOf, technicalOf } from './tags';

/** A file that takes longer is broken, or its disk is. */
const MOST_MS = 10_000;

export interface ParsedFile {
  readonly tags: Tags;
  readonly technical: Technical;
  readonly contentKey: ContentKey;
  readonly pictures: readonly IPicture[];
}

/** Never throws: whatever a file holds is a result. */
export async function parseFile(file: Readable, name: string, mostMs = MOST_MS): Promise<Result<ParsedFile>> {
  if (file.size === 0) return err('file-empty');
  const reader = new PagedReader(file);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<Result<ParsedFile>>((resolve) => {
    timer = setTimeout(() => resolve(err('timeout', `not read within ${mostMs} ms`)), mostMs);
  });
  try {
    return await Promise.race([parse(reader, name), timeout]);
  } catch (thrown) {
    return readError(thrown);
  } finally {
    clearTimeout(timer);
    reader.close();
  }
}

async function parse(reader: PagedReader, name: string): Promise<Result<ParsedFile>> {
  const format = await sniff(reader, name);
  if (!format) return err('not-audio');
  // The bytes decide first: a text named .mp3 would be searched for frames to its end.
  const region = await findRegion(reader, format.name);
  if (!region) return err('not-audio');
  const metadata = await metadataOf(new ReaderTokenizer(reader, format.mimeType, format.tagsAtEnd));
  const technical = technicalOf(metadata, null, region.sample.length);
  const durationS = format.name === 'ogg' ? region.durationS : (technical.durationS ?? region.durationS);
  return ok({
    tags: tagsOf(metadata),
    technical: technicalOf({ format: { ...metadata.format, duration: durationS ?? undefined } }, durationS, reader.size),
    contentKey: contentKeyOf(region.sample),
    pictures: metadata.common.picture ?? [],
  });
}

/** Tags that cannot be read leave a file without tags, not without a place in the library: its audio was found. */
async function metadataOf(tokenizer: ReaderTokenizer): Promise<Pick<IAudioMetadata, 'common' | 'format'>> {
  try {
    return await parseFromTokenizer(tokenizer, { duration: false, mkvUseIndex: true });
  } catch (thrown) {
    if (isFileError(thrown)) throw thrown;
    const none = { no: null, of: null };
    return { common: { track: none, disk: none, movementIndex: none }, format: { tagTypes: [], trackInfo: [] } };
  }
}

/** What the browser throws when a file cannot be read. */
export function readError(thrown: unknown): { readonly ok: false; readonly error: { readonly code: 'file-gone' | 'permission-denied' | 'read-failed'; readonly detail?: string } } {
  const name = thrown instanceof Error ? thrown.name : '';
  const code = name === 'NotFoundError' ? 'file-gone' : name === 'NotAllowedError' || name === 'SecurityError' ? 'permission-denied' : 'read-failed';
  return { ok: false, error: { code, detail: messageOf(thrown) } };
}

function isFileError(thrown: unknown): boolean {
  return thrown instanceof DOMException || (thrown instanceof Error && thrown.name === 'ReadLimitError');
}
