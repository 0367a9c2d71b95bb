// Demuxes and decodes a file in order, block by block, by mediabunny and WebCodecs.
import { ALL_FORMATS, AudioSampleSink, BlobSource, Input, UnsupportedInputFormatError, type AudioSample, type InputAudioTrack } from 'mediabunny';
import { err, messageOf, ok, type AppError, type Result } from '../../src/domain/result';
import type { Segment } from '../../src/domain/library/track';
import { foreignFormat } from './foreign-format';
import { readError } from './read-error';

/** A decoder that gives nothing for this long will never settle (WebCodecs has no time limit of its own). */
const STUCK_MS = 20_000;
/** How far past damaged data decoding starts again: this, then twice as far each time, up to the last. */
const FIRST_GAP_S = 0.1;
const LAST_GAP_S = 15;
/** Decoded and thrown away before a lane begins: MP3's bit reservoir, Opus and Vorbis overlap (80 ms is Opus's own rule). */
const PRE_ROLL_S = 0.25;
const LEAST_FOR_TWO_LANES_S = 30;
/** For a container that does not say and cannot be counted (a torn Ogg file); the first pass then finds the real one. */
const GUESSED_DURATION_S = 240;

export interface AudioSource {
  /** Time stamp of the first packet, or where the segment begins: place 0 of the recording. */
  readonly startS: number;
  /** From the container, else counted from its packets, else a guess; the decoded length may differ. */
  readonly durationS: number;
  readonly track: InputAudioTrack;
  /** The stretch of time stamps to be decoded; absent for all. */
  readonly span?: Span;
  dispose(): void;
}

/** Takes one decoded block and its place in the recording; the planes are overwritten by the next. */
export type BlockSink = (planes: readonly Float32Array[], frames: number, startFrame: number) => void;
/** Called with the real rate and channels before the first block of each lane. */
export type BeginLane = (rateHz: number, channels: number) => BlockSink;

export interface DecodeOutcome {
  /** Decoded frames; less than `endFrame` where damaged data left holes. */
  readonly frames: number;
  readonly endFrame: number;
  /** Why decoding ended before the file did; null when it came to the end. */
  readonly broke: AppError | null;
}

/** Finds the audio track and makes sure that this browser decodes it. @param segment the stretch of it that is the recording; absent for all */
export async function openAudio(file: File, segment?: Pick<Segment, 'startS' | 'endS'>): Promise<Result<AudioSource>> {
  const input = new Input({ formats: ALL_FORMATS, source: new BlobSource(file) });
  const opened = await probe(input, file).catch((thrown: unknown) => ({ ok: false as const, error: openError(thrown) }));
  if (!opened.ok) input.dispose();
  return opened.ok && segment ? ok(segmentOf(opened.value, segment)) : opened;
}

function segmentOf(source: AudioSource, { startS, endS }: Pick<Segment, 'startS' | 'endS'>): AudioSource {
  const untilS = Math.min(endS ?? Infinity, source.durationS);
  return { ...source, startS: source.startS + startS, durationS: Math.max(0, untilS - startS), span: { fromS: source.startS + startS, untilS: endS === null ? Infinity : source.startS + endS } };
}

async function probe(input: Input, file: File): Promise<Result<AudioSource>> {
  const foreign = foreignFormat(new Uint8Array(await file.slice(0, 64).arrayBuffer()));
  if (foreign) return err('unsupported-format', `${foreign} has no decoder here yet.`);
  if (!(await input.canRead())) return err('not-audio', 'No audio format that is known begins like this file.');
  const track = await input.getPrimaryAudioTrack();
  if (!track) return noTrack(await input.getTracks());
  if (!(await track.getCodec())) return err('unsupported-format', `${String(await track.getInternalCodecId())} has no decoder here yet.`);
  if (!(await track.canDecode())) return err('unsupported-format', `This browser does not decode ${await describe(track)}.`);
  const startS = await track.getFirstTimestamp();
  return ok({ startS, durationS: (await announcedEnd(track, startS)) - startS, track, dispose: () => input.dispose() });
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

/**
 * Decodes all of a recording, longer ones in two lanes side by side: WebCodecs waits a thread switch for every packet, and two
 * decoders fill each other's waits (measured: MP3 1.4 → 0.5 s, Vorbis 2.4 → 0.9 s, Opus 3.4 → 1.5 s for 244 s of audio).
 * A decoder that breaks on damaged data is started again a little further on; what cannot be decoded at all after the first
 * block is an outcome, not a failure: what came is worth analysing.
 * The first block decides rate and channels: they are what the decoder gives, which the container may not know (HE-AAC).
 */
export async function decode(source: AudioSource, begin: BeginLane): Promise<Result<DecodeOutcome>> {
  const lanes = lanesOf(source).map((span) => new Lane(source, span, begin));
  const broken = (await Promise.all(lanes.map((lane) => decodeLane(source.track, lane)))).filter((error) => error !== null);
  const access = broken.find(isAccess);
  if (access) return { ok: false, error: access };
  const frames = lanes.reduce((sum, lane) => sum + lane.frames, 0);
  if (frames > 0) return ok({ frames, endFrame: Math.max(...lanes.map((lane) => lane.endFrame)), broke: broken[0] ?? null });
  return broken[0] ? { ok: false, error: broken[0] } : err('decode-failed', 'The file holds no audio.');
}

/** A stretch of time stamps; a block belongs to it when it begins there. */
interface Span {
  readonly fromS: number;
  readonly untilS: number;
}

const ALL: Span = { fromS: -Infinity, untilS: Infinity };

function lanesOf({ startS, durationS, span = ALL }: AudioSource): Span[] {
  if (!(durationS >= LEAST_FOR_TWO_LANES_S)) return [span];
  const middleS = startS + durationS / 2;
  return [{ ...span, untilS: middleS }, { ...span, fromS: middleS }];
}

/** @returns the first thing that broke it, or null */
async function decodeLane(track: InputAudioTrack, lane: Lane): Promise<AppError | null> {
  let error = await decodeFrom(track, lane);
  const broke = error;
  for (let gapS = FIRST_GAP_S; error?.code === 'decode-failed' && lane.begun && gapS <= LAST_GAP_S; gapS *= 2) {
    if (lane.endS + gapS >= lane.untilS) break;
    lane.resumeAt(lane.endS + gapS);
    error = await decodeFrom(track, lane);
  }
  return error && isAccess(error) ? error : broke;
}

/** @returns why it ended before the lane did, or null */
async function decodeFrom(track: InputAudioTrack, lane: Lane): Promise<AppError | null> {
  const samples = new AudioSampleSink(track).samples(lane.fromS - PRE_ROLL_S, lane.untilS);
  const watch = watchdog(STUCK_MS);
  try {
    for (;;) {
      const next = await watch.guard(samples.next());
      if (next.done) return null;
      lane.take(next.value);
    }
  } catch (thrown) {
    return readError(thrown) ?? decodeError(thrown);
  } finally {
    watch.stop();
    // Not awaited: a stuck decoder would hold this up too.
    void samples.return(undefined).catch(() => undefined);
  }
}

/** The file cannot be reached any more: nothing that a retry of the decoder or a part of the audio would help. */
function isAccess(error: AppError): boolean {
  return error.code !== 'decode-failed' && error.code !== 'timeout';
}

/** Copies samples into planes that are used again and again, closes each at once, and knows its place. */
class Lane {
  frames = 0;
  /** Place just after the last block. */
  endFrame = 0;
  /** Time stamp where the last block ended. */
  endS: number;
  fromS: number;
  readonly untilS: number;
  readonly #startS: number;
  /** What lies outside is no part of the recording: a block on either edge is cut. */
  readonly #bounds: Span;
  readonly #begin: BeginLane;
  #sink: BlockSink | null = null;
  #rateHz = 0;
  #planes: Float32Array<ArrayBuffer>[] = [];
  /** The next block's place has to be read from its time stamp; else it follows the last without rounding. */
  #lost = true;

  constructor({ startS, span = ALL }: AudioSource, { fromS, untilS }: Span, begin: BeginLane) {
    this.#startS = startS;
    this.#bounds = span;
    this.fromS = fromS;
    this.untilS = untilS;
    this.endS = Math.max(startS, fromS);
    this.#begin = begin;
  }

  /** Whether it is known that there is something to decode: the lane gave a block, or others lie before it. */
  get begun(): boolean {
    return this.frames > 0 || this.fromS > this.#startS;
  }

  resumeAt(timeS: number): void {
    this.fromS = timeS;
    this.#lost = true;
  }

  take(sample: AudioSample): void {
    try {
      this.endS = sample.timestamp + sample.duration;
      const fromS = Math.max(sample.timestamp, this.#bounds.fromS);
      // Pre-roll, or the block before the one asked for: the other lane has it.
      if (fromS < this.fromS || fromS >= this.untilS || this.endS <= fromS) return;
      this.#read(sample, fromS);
    } finally {
      sample.close();
    }
  }

  /** @param fromS time stamp of the first frame that counts */
  #read(sample: AudioSample, fromS: number): void {
    const { numberOfChannels: channels, sampleRate } = sample;
    const frameOffset = Math.round((fromS - sample.timestamp) * sampleRate);
    const past = Math.max(0, Math.round((this.endS - this.#bounds.untilS) * sampleRate));
    const frames = sample.numberOfFrames - frameOffset - past;
    if (frames <= 0) return;
    this.#sink ??= this.#start(sampleRate, channels);
    if (sampleRate !== this.#rateHz || channels < this.#planes.length) throw new Error(`The audio changes to ${sampleRate} Hz, ${channels} channels midway.`);
    if ((this.#planes[0]?.length ?? 0) < frames) this.#planes = this.#planes.map(() => new Float32Array(frames));
    this.#planes.forEach((plane, planeIndex) => sample.copyTo(plane.subarray(0, frames), { planeIndex, format: 'f32-planar', frameOffset, frameCount: frames }));
    if (this.#lost) this.endFrame = Math.max(0, Math.round((fromS - this.#startS) * sampleRate));
    this.#lost = false;
    this.#sink(this.#planes, frames, this.endFrame);
    this.frames += frames;
    this.endFrame += frames;
  }

  #start(rateHz: number, channels: number): BlockSink {
    this.#rateHz = rateHz;
    this.#planes = Array.from({ length: channels }, () => new Float32Array(0));
    return this.#begin(rateHz, channels);
  }
}

class StuckError extends Error {}

/** Rejects a guarded promise that does not settle in time; one timer for all, as there are thousands. */
function watchdog(limitMs: number) {
  let reject: ((error: Error) => void) | null = null;
  let turn = 0;
  let seen = 0;
  const timer = setInterval(() => {
    if (reject && turn === seen) reject(new StuckError(`The decoder gave nothing for ${limitMs / 1000} s.`));
    seen = turn;
  }, limitMs);
  return {
    guard<T>(pending: Promise<T>): Promise<T> {
      turn++;
      return new Promise<T>((resolve, fail) => {
        reject = fail;
        pending.then(resolve, fail);
      });
    },
    stop: () => clearInterval(timer),
  };
}

async function describe(track: InputAudioTrack): Promise<string> {
  const [codec, rateHz, channels] = [await track.getCodec(), await track.getSampleRate(), await track.getNumberOfChannels()];
  return `${codec} at ${rateHz} Hz with ${channels} channels`;
}

function openError(thrown: unknown): AppError {
  if (thrown instanceof UnsupportedInputFormatError) return { code: 'not-audio', detail: messageOf(thrown) };
  return readError(thrown) ?? { code: 'not-audio', detail: messageOf(thrown) };
}

function decodeError(thrown: unknown): AppError {
  return { code: thrown instanceof StuckError ? 'timeout' : 'decode-failed', detail: messageOf(thrown) };
}
