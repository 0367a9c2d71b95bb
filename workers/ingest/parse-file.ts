// One file: format, tags, content key and picture, through one reader.
import { contentKeyOf } from '../../src/domain/library/content-key';
import type { ContentKey } from '../../src/domain/library/ids';
import type { TagDetails } from '../../src/domain/library/tag-details';
import type { Tags } from '../../src/domain/library/tags';
import type { Technical } from '../../src/domain/library/track';
import { err, messageOf, ok, stackOf, type AppError, type Result } from '../../src/domain/result';
import { findRegion } from './audio-region/find-region';
import type { AudioRegion } from './audio-region/region';
import { readContainer, readContainerBytes, type Container } from './container';
import { moduleTitle } from './module-title';
import { mp4WithoutTracks } from './mp4-tags';
import { oggFlac } from './ogg-flac';
import { PagedReader, type Readable } from './paged-reader';
import { ReaderTokenizer } from './reader-tokenizer';
import { sniff, type Format } from './sniff';
import { detailsOf } from './tags/details';
import { picturesOf } from './tags/pictures';
import type { Picture, RawTag } from './tags/raw-tag';
import { standaloneTags } from './tags/standalone';
import { readTags } from './tags/tags';
import { betterFormat, foreignFormat, technicalOf } from './technical';

/** A file that takes longer is broken, or its disk is. */
const MOST_MS = 10_000;

export interface ParsedFile {
  readonly tags: Tags;
  readonly details: TagDetails;
  readonly technical: Technical;
  readonly contentKey: ContentKey;
  readonly pictures: readonly Picture[];
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
  const { blocks: standalone, start } = await standaloneTags(reader, format.name);
  const container = await containerOf(reader, format, start, region);
  const blocks = [...standalone, ...container.blocks.map((block) => notReadApart(block, standalone))];
  const read = readTags(blocks, format.name);
  return ok({
    tags: read.tags,
    details: detailsOf(blocks, read),
    technical: technicalOf(container.format, durationOf(format, container, region.durationS), reader.size),
    contentKey: contentKeyOf(region.sample),
    pictures: picturesOf(blocks),
  });
}

async function containerOf(reader: PagedReader, format: Format, start: number, { sample, readTo }: AudioRegion): Promise<Container> {
  const audioBytes = sample.length;
  if (format.name === 'module') {
    const title = await moduleTitle(reader);
    return { format: { container: 'Tracker module' }, blocks: title ? [[title]] : [] };
  }
  const flac = format.name === 'ogg' ? await oggFlac(reader) : null;
  if (flac) return flac;
  const own = await foreignFormat(reader, format.name, start, audioBytes);
  if (own) return { format: own, blocks: [] };
  const container = await readWithTags(reader, format, start, readTo);
  const better = await betterFormat(reader, format.name, start, audioBytes);
  // What the parser read of a WAV is right where it read it.
  return { ...container, format: format.name === 'wav' ? { ...better, ...container.format } : { ...container.format, ...better } };
}

async function readWithTags(reader: PagedReader, format: Format, start: number, readTo: number | undefined): Promise<Container> {
  const read = await readContainer(new ReaderTokenizer(reader, format, start, readTo));
  const bytes = read.broken && format.name === 'mp4' ? await mp4WithoutTracks(reader) : null;
  if (!bytes) return read;
  const again = await readContainerBytes(bytes, format.mimeType);
  return { format: { ...again.format, ...read.format }, blocks: again.blocks };
}

/** Tags of formats that we read ourselves, and better (see `tags/`), go; what a studio wrote into a WAV beside its tags stays. */
function notReadApart(block: readonly RawTag[], standalone: readonly (readonly RawTag[])[]): readonly RawTag[] {
  const family = block[0]?.format.slice(0, 5);
  const isApart = standalone.some((own) => own[0]?.format.slice(0, 5) === family);
  return isApart ? block.filter(({ id }) => id.startsWith('bext.')) : block;
}

/** Ogg pages tell the length of a stream; elsewhere the container knows better than its frames do. */
function durationOf({ name }: Format, { format }: Container, regionS: number | null): number | null {
  return name === 'ogg' ? regionS : (format.duration ?? regionS);
}

/** What the browser throws when a file cannot be read. */
export function readError(thrown: unknown): { readonly ok: false; readonly error: { readonly code: 'file-gone' | 'permission-denied' | 'read-failed' } & AppError } {
  const name = thrown instanceof Error ? thrown.name : '';
  const code = name === 'NotFoundError' ? 'file-gone' : name === 'NotAllowedError' || name === 'SecurityError' ? 'permission-denied' : 'read-failed';
  // What no browser throws may be a bug of a parser: where it was thrown helps to mend it.
  return { ok: false, error: { code, detail: messageOf(thrown), ...(thrown instanceof DOMException ? {} : stackOf(thrown)) } };
}
