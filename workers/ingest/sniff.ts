// What a file is, by its first bytes; its name only breaks ties.
import { endingOf } from '../../src/domain/library/music-files';
import { skipId3v2 } from './audio-region/id3v2';
import { moduleTitle } from './module-title';
import type { PagedReader } from './paged-reader';

export interface Format {
  readonly name: FormatName;
  readonly mimeType: string;
  /** Whether the container itself keeps tags at its end; those that any format may carry there are read apart. */
  readonly tagsAtEnd: boolean;
}

const FORMATS = {
  mp3: { mimeType: 'audio/mpeg', tagsAtEnd: false },
  adts: { mimeType: 'audio/aac', tagsAtEnd: false },
  adif: { mimeType: 'audio/aac', tagsAtEnd: false },
  flac: { mimeType: 'audio/flac', tagsAtEnd: false },
  mp4: { mimeType: 'audio/mp4', tagsAtEnd: false },
  ogg: { mimeType: 'audio/ogg', tagsAtEnd: false },
  wav: { mimeType: 'audio/wav', tagsAtEnd: false },
  aiff: { mimeType: 'audio/aiff', tagsAtEnd: false },
  asf: { mimeType: 'audio/x-ms-wma', tagsAtEnd: false },
  ape: { mimeType: 'audio/ape', tagsAtEnd: false },
  wavpack: { mimeType: 'audio/wavpack', tagsAtEnd: false },
  musepack: { mimeType: 'audio/musepack', tagsAtEnd: false },
  dsf: { mimeType: 'audio/dsf', tagsAtEnd: false },
  dsdiff: { mimeType: 'audio/dsf', tagsAtEnd: false },
  matroska: { mimeType: 'audio/matroska', tagsAtEnd: true },
  tta: { mimeType: 'audio/x-tta', tagsAtEnd: false },
  ac3: { mimeType: 'audio/ac3', tagsAtEnd: false },
  dts: { mimeType: 'audio/vnd.dts', tagsAtEnd: false },
  caf: { mimeType: 'audio/x-caf', tagsAtEnd: false },
  tak: { mimeType: 'audio/x-tak', tagsAtEnd: false },
  optimfrog: { mimeType: 'audio/x-ofr', tagsAtEnd: false },
  module: { mimeType: 'audio/x-mod', tagsAtEnd: false },
} as const;

export type FormatName = keyof typeof FORMATS;

/** Formats that nothing but their first bytes, read as ASCII, tells. */
const MAGIC: readonly (readonly [FormatName, number, string])[] = [
  ['flac', 0, 'fLaC'], ['ogg', 0, 'OggS'], ['wav', 0, 'RIFF'], ['wav', 0, 'RF64'], ['wav', 0, 'BW64'], ['aiff', 8, 'AIF'], ['mp4', 4, 'ftyp'],
  ['mp4', 4, 'moov'], ['mp4', 4, 'mdat'], ['asf', 0, '\x30\x26\xb2\x75'], ['ape', 0, 'MAC '], ['wavpack', 0, 'wvpk'], ['musepack', 0, 'MPCK'], ['musepack', 0, 'MP+'],
  ['dsf', 0, 'DSD '], ['dsdiff', 0, 'FRM8'], ['matroska', 0, '\x1a\x45\xdf\xa3'], ['tta', 0, 'TTA1'], ['ac3', 0, '\x0b\x77'], ['dts', 0, '\x7f\xfe\x80\x01'],
  ['caf', 0, 'caff'], ['tak', 0, 'tBaK'], ['optimfrog', 0, 'OFR '], ['adif', 0, 'ADIF'],
];

/** @returns null when nothing in the file looks like music; MPEG frames are looked for later, where the name says so */
export async function sniff(reader: PagedReader, name: string): Promise<Format | null> {
  const start = await skipId3v2(reader);
  const bytes = await reader.read(start, 16);
  const text = String.fromCharCode(...bytes);
  const magic = MAGIC.find(([, at, word]) => text.startsWith(word, at));
  if (magic) return formatOf(magic[0]);
  const [first = 0, second = 0] = bytes;
  if (first === 0xff && (second & 0xf6) === 0xf0) return formatOf('adts');
  if (first === 0xff && (second & 0xe0) === 0xe0) return formatOf('mp3');
  const ending = endingOf(name);
  if (ending === 'aac') return formatOf('adts');
  if (ending === 'mp3' || ending === 'mp2') return formatOf('mp3');
  return (await moduleTitle(reader)) ? formatOf('module') : null;
}

function formatOf(name: FormatName): Format {
  return { name, ...FORMATS[name] };
}
