// How well a file keeps its recording, as one number to compare and as words to show.
import type { Technical } from './track';

const MOST_BITS = 63;
const MOST_RATE = 8191;
const MOST_KBPS = 16_383;
/** The rates and depth of a compact disc: what lies above is called Hi-Res. */
const CD_BITS = 16;
const CD_RATES_HZ = [44_100, 48_000] as const;

/**
 * Lossless before lossy, then bit depth, sample rate (in steps of 100 Hz) and bitrate; greater is better, 0 is unknown.
 * Depth and rate of a lossy file say nothing of what was thrown away: there the bitrate alone counts.
 */
export function qualityOf(technical: Technical | null): number {
  if (!technical) return 0;
  const bitrate = Math.min(MOST_KBPS, Math.round(technical.bitrateKbps ?? 0));
  if (!technical.lossless) return bitrate;
  const bits = Math.min(MOST_BITS, technical.bitsPerSample ?? 0);
  const rate = Math.min(MOST_RATE, Math.round((technical.sampleRateHz ?? 0) / 100));
  return (((MOST_BITS + 1) + bits) * (MOST_RATE + 1) + rate) * (MOST_KBPS + 1) + bitrate;
}

/** Whether `qualityOf` is that of a lossless file. */
export function isLosslessQuality(quality: number): boolean {
  return quality > MOST_KBPS;
}

/** Lossless with more than 16 bits, or a rate above those of a CD and of 48 kHz. */
export function isHiRes({ lossless, bitsPerSample, sampleRateHz }: Technical): boolean {
  return lossless === true && ((bitsPerSample ?? 0) > CD_BITS || (sampleRateHz ?? 0) > CD_RATES_HZ[1]);
}

const FORMAT_NAMES: readonly (readonly [RegExp, string])[] = [
  [/^mpeg .*layer (?:3|iii)|^mp3/iu, 'MP3'], [/^mpeg .*layer (?:2|ii)$/iu, 'MP2'], [/aac|mp4a/iu, 'AAC'], [/alac/iu, 'ALAC'], [/^vorbis/iu, 'Vorbis'], [/^pcm/iu, 'PCM'],
];

/** The name people call a format by: `MP3` for `MPEG 1 Layer 3`; null where nothing is known. */
export function formatName({ codec, container }: Technical): string | null {
  const name = codec ?? container;
  return name === null ? null : shortName(name);
}

function shortName(codec: string): string {
  return FORMAT_NAMES.find(([pattern]) => pattern.test(codec))?.[1] ?? codec;
}

/** What one file, or files alike, are encoded as. */
export interface FormatBadge {
  readonly format: string;
  /** Of lossless files; absent where not known. */
  readonly bits?: number;
  readonly sampleRateHz?: number;
  /** Of lossy files: the lowest among them. */
  readonly bitrateKbps?: number;
  readonly hiRes: boolean;
  readonly count: number;
}

/** The formats among files, those of most files first. Lossy files of one format are one. */
export function formatBadges(technicals: readonly (Technical | null)[]): FormatBadge[] {
  const badges = new Map<string, FormatBadge>();
  for (const technical of technicals) {
    const format = technical && formatName(technical);
    if (!technical || !format) continue;
    const { lossless, bitsPerSample, sampleRateHz, bitrateKbps } = technical;
    const key = lossless ? [format, bitsPerSample, sampleRateHz].join() : format;
    const held = badges.get(key);
    const rate = bitrateKbps === null ? held?.bitrateKbps : Math.min(bitrateKbps, held?.bitrateKbps ?? Infinity);
    badges.set(key, {
      format, hiRes: isHiRes(technical), count: (held?.count ?? 0) + 1,
      ...(lossless ? { ...(bitsPerSample && { bits: bitsPerSample }), ...(sampleRateHz && { sampleRateHz }) } : rate !== undefined && { bitrateKbps: rate }),
    });
  }
  return [...badges.values()].sort((a, b) => b.count - a.count);
}

/** What `qualityOf` put together, with the format's name: for a view, which holds no more. Parts are absent where not known. */
export function fileFormat({ codec, quality }: { readonly codec: string | null; readonly quality: number }): { readonly name: string | null; readonly bits?: number; readonly sampleRateHz?: number; readonly bitrateKbps?: number } {
  const name = codec === null ? null : shortName(codec);
  const bitrate = quality % (MOST_KBPS + 1);
  const rest = Math.floor(quality / (MOST_KBPS + 1));
  if (rest === 0) return { name, ...(bitrate > 0 && { bitrateKbps: bitrate }) };
  const bits = Math.floor(rest / (MOST_RATE + 1)) - (MOST_BITS + 1);
  const rate = (rest % (MOST_RATE + 1)) * 100;
  return { name, ...(bits > 0 && { bits }), ...(rate > 0 && { sampleRateHz: rate }), ...(bitrate > 0 && { bitrateKbps: bitrate }) };
}
