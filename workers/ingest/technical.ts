// Technical facts of a file: what the tag parser says of its container, or our own reading where it knows none.
import type { IFormat } from 'music-metadata';
import type { Technical } from '../../src/domain/library/track';
import type { PagedReader } from './paged-reader';
import type { FormatName } from './sniff';

export type Format = Partial<Pick<IFormat, 'container' | 'codec' | 'duration' | 'sampleRate' | 'numberOfChannels' | 'bitsPerSample' | 'bitrate' | 'lossless' | 'tool'>>;

/** Less than any codec needs for silence: a header that claims it lies, and one of them would make a library sixty years long. */
const LEAST_BITS_A_SECOND = 1;

/** @param durationS from the audio region, where it knows better */
export function technicalOf(format: Format, durationS: number | null, audioBytes: number): Technical {
  const duration = believable(positive(durationS) ?? positive(format.duration), audioBytes);
  const bitrate = positive(format.bitrate) ?? (duration === null ? null : (audioBytes * 8) / duration);
  return {
    container: text(format.container),
    codec: text(format.codec),
    durationS: duration,
    sampleRateHz: positive(format.sampleRate),
    channels: positive(format.numberOfChannels),
    bitsPerSample: positive(format.bitsPerSample),
    bitrateKbps: bitrate === null ? null : Math.round(bitrate / 1000),
    lossless: format.lossless ?? null,
    encoder: text(format.tool),
  };
}

const AC3_KBPS = [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 448, 512, 576, 640];
const AC3_RATES = [48_000, 44_100, 32_000];
const AC3_CHANNELS = [2, 1, 2, 3, 3, 4, 4, 5];
const DTS_RATES = [0, 8_000, 16_000, 32_000, 0, 0, 11_025, 22_050, 44_100, 0, 0, 12_000, 24_000, 48_000];
const TAK_RATE_BASE = 6_000;

/**
 * Formats that the tag parser does not know, by their own headers.
 * @param start behind ID3v2 tags
 * @param audioBytes of the audio region
 */
export async function foreignFormat(reader: PagedReader, name: FormatName, start: number, audioBytes: number): Promise<Format | null> {
  const head = await reader.read(start, 64);
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  if (head.length < 22) return null;
  switch (name) {
    case 'tta': {
      const rate = view.getUint32(10, true);
      return { container: 'TTA', codec: 'TTA', lossless: true, numberOfChannels: view.getUint16(6, true), bitsPerSample: view.getUint16(8, true), sampleRate: rate, ...duration(view.getUint32(14, true), rate) };
    }
    case 'ac3':
      return ac3(view, audioBytes);
    case 'dts': {
      const rate = DTS_RATES[(view.getUint8(8) >> 2) & 15];
      return { container: 'DTS', codec: 'DTS', lossless: false, ...(rate ? { sampleRate: rate } : {}) };
    }
    case 'adif':
      return adif(view, audioBytes);
    case 'tak':
      return tak(head);
    case 'optimfrog': {
      // Samples of all channels in 48 bits, then the sample type, channels less one, and the rate.
      const channels = view.getUint8(15) + 1;
      const rate = view.getUint32(16, true);
      return { container: 'OptimFROG', codec: 'OptimFROG', lossless: true, numberOfChannels: channels, sampleRate: rate, ...duration((view.getUint32(8, true) + view.getUint16(12, true) * 2 ** 32) / channels, rate) };
    }
    default:
      return null;
  }
}

/** What the tag parser leaves out or reads wrongly of formats that it knows. */
export async function betterFormat(reader: PagedReader, name: FormatName, start: number, audioBytes: number): Promise<Format> {
  const head = await reader.read(start, 96);
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  switch (name) {
    case 'dsf':
      return head.length < 72 ? {} : duration(Number(view.getBigUint64(64, true)) || (audioBytes * 8) / Math.max(1, view.getUint32(52, true)), view.getUint32(56, true));
    case 'musepack':
      return head.length < 12 || String.fromCharCode(...head.subarray(0, 3)) !== 'MP+' ? {} : musepack7(view);
    case 'ape':
      return head.length < 32 || view.getUint16(4, true) >= APE_NEW ? {} : oldApe(view);
    case 'mp3':
      return vbri(await reader.read(start, VBRI_WINDOW));
    case 'wav':
      return waveFormat(reader, audioBytes);
    default:
      return {};
  }
}

/** Fraunhofer's frame count stands 36 bytes into the first frame. */
const VBRI_OFFSET = 36;
const VBRI_WINDOW = 4096;
const MPEG_RATES = [44_100, 48_000, 32_000];

function vbri(bytes: Uint8Array): Format {
  const at = bytes.findIndex((byte, i) => byte === 0x56 && bytes[i + 1] === 0x42 && bytes[i + 2] === 0x52 && bytes[i + 3] === 0x49);
  const frame = at - VBRI_OFFSET;
  if (frame < 0 || bytes[frame] !== 0xff || at + 18 > bytes.length) return {};
  const version = ((bytes[frame + 1] ?? 0) >> 3) & 3;
  // Version 3 is MPEG 1, 2 is MPEG 2, 0 is MPEG 2.5.
  const rate = (MPEG_RATES[((bytes[frame + 2] ?? 0) >> 2) & 3] ?? 0) / (version === 3 ? 1 : version === 2 ? 2 : 4);
  const frames = new DataView(bytes.buffer, bytes.byteOffset).getUint32(at + 14);
  return duration(frames * (version === 3 ? 1152 : 576), rate);
}

const MUSEPACK_RATES = [44_100, 48_000, 37_800, 32_000];
/** Samples of a frame, and those that the decoder puts ahead. */
const MUSEPACK_FRAME = 1152;
const MUSEPACK_DELAY = 576;

function musepack7(view: DataView): Format {
  const rate = MUSEPACK_RATES[view.getUint8(10) & 3] ?? 44_100;
  return { sampleRate: rate, ...duration(view.getUint32(4, true) * MUSEPACK_FRAME - MUSEPACK_DELAY, rate) };
}

/** Headers changed with 3.98. */
const APE_NEW = 3980;

function oldApe(view: DataView): Format {
  const version = view.getUint16(4, true);
  const flags = view.getUint16(8, true);
  const rate = view.getUint32(12, true);
  const frames = view.getUint32(24, true);
  const extraHigh = view.getUint16(6, true) === 4000;
  const blocks = version >= 3950 ? 73_728 * 4 : version >= 3900 || (version >= 3800 && extraHigh) ? 73_728 : 9_216;
  return {
    container: 'Monkey\'s Audio', codec: 'Monkey\'s Audio', lossless: true, numberOfChannels: view.getUint16(10, true), sampleRate: rate, bitsPerSample: flags & 1 ? 8 : flags & 8 ? 24 : 16,
    ...(frames > 0 ? duration((frames - 1) * blocks + view.getUint32(28, true), rate) : {}),
  };
}

const MOST_CHUNKS = 64;

/** RF64, and files whose chunks lie about their sizes. */
async function waveFormat(reader: PagedReader, audioBytes: number): Promise<Format> {
  let position = 12;
  for (let i = 0; i < MOST_CHUNKS; i++) {
    const chunk = await reader.read(position, 24);
    if (chunk.length < 24) return {};
    const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const size = view.getUint32(4, true);
    if (String.fromCharCode(...chunk.subarray(0, 4)) === 'fmt ') {
      const bytesPerSecond = view.getUint32(16, true);
      return { container: 'WAVE', sampleRate: view.getUint32(12, true), numberOfChannels: view.getUint16(10, true), ...duration(audioBytes, bytesPerSecond) };
    }
    position += 8 + size + (size & 1);
  }
  return {};
}

/** ETSI TS 102 366: AC-3 up to bitstream 10, Enhanced AC-3 beyond. */
function ac3(view: DataView, audioBytes: number): Format {
  const enhanced = view.getUint8(5) >> 3 > 10;
  const code = view.getUint8(4);
  const rate = AC3_RATES[code >> 6] ?? AC3_RATES[0] ?? 48_000;
  const channels = AC3_CHANNELS[enhanced ? (code >> 1) & 7 : view.getUint8(6) >> 5] ?? 2;
  const blocks = [1, 2, 3, 6][(code >> 4) & 3] ?? 6;
  const frameBytes = (((view.getUint8(2) & 7) << 8) + view.getUint8(3) + 1) * 2;
  const kbps = enhanced ? (frameBytes * 8 * rate) / (blocks * 256) / 1000 : (AC3_KBPS[(code & 63) >> 1] ?? 0);
  const seconds = kbps > 0 ? (audioBytes * 8) / (kbps * 1000) : 0;
  return { container: 'AC-3', codec: enhanced ? 'E-AC-3' : 'AC-3', lossless: false, sampleRate: rate, numberOfChannels: channels, bitrate: kbps * 1000, duration: seconds };
}

/** ISO/IEC 13818-7, 6.2: four bits, a number of nine bytes among them where the first says so, then 23 bits of the greatest rate. */
function adif(view: DataView, audioBytes: number): Format {
  const at = view.getUint8(4) >= 128 ? 13 : 4;
  const bitrate = (view.getUint32(at) >>> 5) & 0x7fffff;
  return { container: 'ADIF', codec: 'AAC', lossless: false, bitrate, ...duration(audioBytes * 8, bitrate) };
}

/** The stream info block of TAK: little-endian bit fields behind `tBaK` and a block header of four bytes. */
function tak(head: Uint8Array): Format | null {
  if (((head[4] ?? 0) & 127) !== 1) return null;
  let bits = 0n;
  for (let i = 17; i >= 8; i--) bits = (bits << 8n) | BigInt(head[i] ?? 0);
  const take = (from: number, length: number) => Number((bits >> BigInt(from)) & ((1n << BigInt(length)) - 1n));
  // Encoder codec and profile (10), frame size code (4), samples (35), data type (3), rate (18), bits (5), channels (4).
  const samples = take(14, 35);
  const rate = take(52, 18) + TAK_RATE_BASE;
  return { container: 'TAK', codec: 'TAK', lossless: true, sampleRate: rate, bitsPerSample: take(70, 5) + 8, numberOfChannels: take(75, 4) + 1, ...duration(samples, rate) };
}

function duration(samples: number, rate: number): { readonly duration?: number } {
  return rate > 0 && samples > 0 ? { duration: samples / rate } : {};
}

function text(value: string | undefined): string | null {
  return value === undefined || value.trim() === '' ? null : value.slice(0, 200).replaceAll('\0', '').trim();
}

function believable(durationS: number | null, audioBytes: number): number | null {
  return durationS !== null && (audioBytes * 8) / durationS < LEAST_BITS_A_SECOND ? null : durationS;
}

function positive(value: number | null | undefined): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : null;
}
