// The audio track of a file, or of a stretch of it, made ready to be decoded: by the browser where it can, else by a package.
import { ALL_FORMATS, BlobSource, FLAC, Input, UnsupportedInputFormatError, type InputAudioTrack } from 'mediabunny';
import { err, messageOf, ok, type AppError, type Result } from '../../src/domain/result';
import type { Segment } from '../../src/domain/library/track';
import type { Gapless } from '../../src/domain/sound/gapless';
import { browserDecoding } from './browser-decoding';
import { ac3Decoder } from './decoders/ac3';
import { alacDecoder, mp4Cookie } from './decoders/alac';
import { behindTags } from './decoders/bytes';
import { dtsDecoder } from './decoders/dts';
import { flacDecoding, openFlac } from './decoders/flac';
import { openForeign } from './decoders/foreign';
import { openMpeg } from './decoders/mpeg-packets';
import { packetDecoding } from './decoders/packets';
import type { Decoding } from './decoders/pcm';
import { streamDecoding } from './decoders/stream';
import { readGapless } from './gapless';
import { readError } from './read-error';

/** For a container that does not say and cannot be counted (a torn Ogg file); the first pass then finds the real one. */
const GUESSED_DURATION_S = 240;

/** Of big files mediabunny keeps less of what it read; usually it is 8 MB. */
const [BIG_BYTES, BIG_CACHE_BYTES] = [96 * 2 ** 20, 2 ** 20];

/** Sample entries of bought songs that only Apple's own players open. */
const PROTECTED_IDS: ReadonlySet<string> = new Set(['drms', 'drmi', 'enca']);

const nothing = (): void => undefined;

/** A stretch of time stamps; a block belongs to it when it begins there. */
export interface Span {
  readonly fromS: number;
  readonly untilS: number;
}

export interface AudioSource {
  /** Time stamp of the first packet, or where the segment begins: place 0 of the recording. */
  readonly startS: number;
  /** From the container, else counted from its packets, else a guess; the decoded length may differ. */
  readonly durationS: number;
  readonly decoding: Decoding;
  /** The stretch of time stamps to be decoded; absent for all. */
  readonly span?: Span;
  /** What the encoder added at both ends; null where nothing is noted, and for a segment. */
  readonly gapless: Gapless | null;
  dispose(): void;
}

/**
 * Finds the audio track and makes sure that it can be decoded.
 * @param segment the stretch of it that is the recording; absent for all
 */
export async function openAudio(file: Blob, segment?: Pick<Segment, 'startS' | 'endS'>): Promise<Result<AudioSource>> {
  const bare = await orError(behindTags(file).then(ok));
  if (!bare.ok) return bare;
  const opened = await openBare(bare.value, file);
  if (!opened.ok) return opened;
  if (segment) return ok(segmentOf(opened.value, segment));
  // A note that cannot be read is none: what is wrong with the file shows when it is decoded.
  return ok({ ...opened.value, gapless: await readGapless(bare.value).catch(() => null) });
}

/** @param bare the file without the tags before it */
async function openBare(bare: Blob, file: Blob): Promise<Result<AudioSource>> {
  const foreign = await orError(openForeign(bare));
  if (foreign) {
    return foreign.ok ? ok({ startS: 0, durationS: foreign.value.durationS ?? GUESSED_DURATION_S, decoding: streamDecoding(foreign.value), gapless: null, dispose: nothing }) : foreign;
  }
  const input = new Input({ formats: ALL_FORMATS, source: new BlobSource(bare, bare.size > BIG_BYTES ? { maxCacheSize: BIG_CACHE_BYTES } : {}) });
  const opened = await orError(probe(input, bare));
  if (opened.ok && !opened.value.decoding.alone) return ok({ ...opened.value, dispose: () => input.dispose() });
  input.dispose();
  if (opened.ok) return ok({ ...opened.value, dispose: nothing });
  return opened.error.code === 'not-audio' ? (await orError(mpegWithin(bare, file))) ?? opened : opened;
}

/** A last look, for what has a name of music and begins like none; in the whole file too, as the length of a tag may be wrong. */
async function mpegWithin(bare: Blob, file: Blob): Promise<Result<AudioSource> | null> {
  const mpeg = (await openMpeg(bare)) ?? (bare === file ? null : await openMpeg(file));
  return mpeg && ok({ startS: 0, ...mpeg, gapless: null, dispose: nothing });
}

function segmentOf(source: AudioSource, { startS, endS }: Pick<Segment, 'startS' | 'endS'>): AudioSource {
  const untilS = Math.min(endS ?? Infinity, source.durationS);
  return { ...source, startS: source.startS + startS, durationS: Math.max(0, untilS - startS), span: { fromS: source.startS + startS, untilS: endS === null ? Infinity : source.startS + endS } };
}

async function probe(input: Input, file: Blob): Promise<Result<Omit<AudioSource, 'dispose'>>> {
  if (!(await input.canRead())) return err('not-audio', 'No audio format that is known begins like this file.');
  const track = await input.getPrimaryAudioTrack();
  if (!track) return noTrack(await input.getTracks());
  const decoding = await decodingOf(track, file);
  if (!decoding.ok) return decoding;
  const [flac, config] = [(await input.getFormat()) === FLAC ? await openFlac(file) : null, await track.getDecoderConfig()];
  if (flac && config) return ok({ startS: 0, durationS: await flac.durationS(), decoding: flacDecoding(flac, config), gapless: null });
  const startS = await track.getFirstTimestamp();
  const durationS = (await announcedEnd(track, startS)) - startS;
  return ok({ startS, durationS, decoding: decoding.value, gapless: null });
}

async function decodingOf(track: InputAudioTrack, file: Blob): Promise<Result<Decoding>> {
  const codec = await track.getCodec();
  if (codec && (await track.canDecode())) return ok(await browserDecoding(track, file));
  if (codec === 'ac3' || codec === 'eac3') return ok(packetDecoding(track, ac3Decoder));
  if (codec === 'dts') return ok(packetDecoding(track, dtsDecoder));
  if (codec) return err('unsupported-format', `This browser does not decode ${await describe(track)}.`);
  const id = String(await track.getInternalCodecId());
  if (PROTECTED_IDS.has(id)) return err('unsupported-format', 'The file is protected (FairPlay).');
  const cookie = id === 'alac' ? await mp4Cookie(file) : null;
  return cookie ? ok(packetDecoding(track, () => alacDecoder(cookie))) : err('unsupported-format', `${id} has no decoder here.`);
}

function noTrack(tracks: readonly unknown[]): Result<never> {
  return tracks.length > 0
    ? err('not-audio', 'The file has tracks, but none of audio.')
    : err('truncated', 'The container lists no tracks: the part of the file that does is missing.');
}

async function announcedEnd(track: InputAudioTrack, startS: number): Promise<number> {
  try {
    return (await track.getDurationFromMetadata()) ?? (await track.computeDuration());
  } catch (thrown) {
    if (readError(thrown)) throw thrown;
    return startS + GUESSED_DURATION_S;
  }
}

async function describe(track: InputAudioTrack): Promise<string> {
  const [codec, rateHz, channels] = [await track.getCodec(), await track.getSampleRate(), await track.getNumberOfChannels()];
  return `${codec} at ${rateHz} Hz with ${channels} channels`;
}

async function orError<T extends Result<unknown> | null>(opening: Promise<T>): Promise<T | Result<never>> {
  try {
    return await opening;
  } catch (thrown) {
    return { ok: false, error: openError(thrown) };
  }
}

function openError(thrown: unknown): AppError {
  if (thrown instanceof UnsupportedInputFormatError) return { code: 'not-audio', detail: messageOf(thrown) };
  return readError(thrown) ?? { code: 'not-audio', detail: messageOf(thrown) };
}
