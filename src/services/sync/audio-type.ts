// The media type of a music file, from its name: what the device that plays it is told.
import { endingOf } from '../../domain/library/music-files';

const TYPES: Readonly<Record<string, string>> = {
  mp3: 'audio/mpeg', mp2: 'audio/mpeg', m4a: 'audio/mp4', m4b: 'audio/mp4', mp4: 'audio/mp4', aac: 'audio/aac', flac: 'audio/flac',
  ogg: 'audio/ogg', oga: 'audio/ogg', opus: 'audio/ogg', spx: 'audio/ogg', wav: 'audio/wav', wave: 'audio/wav', bwf: 'audio/wav',
  aif: 'audio/aiff', aiff: 'audio/aiff', aifc: 'audio/aiff', wma: 'audio/x-ms-wma', asf: 'audio/x-ms-wma', wv: 'audio/wavpack',
  mka: 'audio/x-matroska', webm: 'audio/webm', ac3: 'audio/ac3', eac3: 'audio/eac3', ec3: 'audio/eac3', caf: 'audio/x-caf', dts: 'audio/vnd.dts',
  tta: 'audio/x-tta', mpc: 'audio/x-musepack', 'mp+': 'audio/x-musepack', dsf: 'audio/x-dsf', dff: 'audio/x-dsd', tak: 'audio/x-tak', ofr: 'audio/x-ofr', ofs: 'audio/x-ofr',
};

export function audioTypeOf(fileName: string): string {
  return TYPES[endingOf(fileName)] ?? 'application/octet-stream';
}
