// The audio region of a file by its format.
import { endBeforeTags } from './appended-tags';
import { aiffRegion, asfRegion, dsfRegion, flacRegion, wavRegion } from './chunked';
import { skipId3v2 } from './id3v2';
import { mp4Region } from './mp4';
import { mpegRegion } from './mpeg';
import { oggRegion } from './ogg';
import { plainRegion, type AudioRegion } from './region';
import type { PagedReader } from '../paged-reader';
import type { FormatName } from '../sniff';

/** @returns null when the file holds no frames of the format it claims to be. @throws what the reader threw */
export async function findRegion(reader: PagedReader, format: FormatName): Promise<AudioRegion | null> {
  try {
    return await regionOf(reader, format);
  } catch (thrown) {
    // A length that lies leads out of the bytes read: the audio then is all between the tags.
    if (thrown instanceof RangeError) return betweenTags(reader, format);
    throw thrown;
  }
}

function regionOf(reader: PagedReader, format: FormatName): Promise<AudioRegion | null> {
  return format === 'mp3' || format === 'adts' ? mpegRegion(reader, format) : framedRegion(reader, format);
}

async function framedRegion(reader: PagedReader, format: FormatName): Promise<AudioRegion> {
  switch (format) {
    case 'flac':
      return (await flacRegion(reader)) ?? betweenTags(reader, format);
    case 'ogg':
      return (await oggRegion(reader)) ?? betweenTags(reader, format);
    case 'mp4':
      return (await mp4Region(reader)) ?? betweenTags(reader, format);
    case 'wav':
      return (await wavRegion(reader)) ?? betweenTags(reader, format);
    case 'aiff':
      return (await aiffRegion(reader)) ?? betweenTags(reader, format);
    case 'dsf':
      return (await dsfRegion(reader)) ?? betweenTags(reader, format);
    case 'asf':
      return (await asfRegion(reader)) ?? betweenTags(reader, format);
    default:
      return betweenTags(reader, format);
  }
}

/**
 * The fallback: all between ID3v2 at the start and ID3v1, Lyrics3 and APEv2 at the end. Exact for WavPack, Monkey's Audio,
 * Musepack and TrueAudio, which are tagged so; Matroska and DSDIFF keep tags among their data: a retag there makes a new key.
 */
async function betweenTags(reader: PagedReader, format: FormatName): Promise<AudioRegion> {
  const start = await skipId3v2(reader);
  return plainRegion(reader, format, start, await endBeforeTags(reader, start));
}
