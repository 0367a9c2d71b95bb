// Demuxes and decodes a file in order, block by block, by mediabunny and WebCodecs.
import { ALL_FORMATS, AudioSampleSink, BlobSource, Input, UnsupportedInputFormatError, type AudioSample, type InputAudioTrack } from 'mediabunny';
import { err, messageOf, ok, type AppError, type Result } from '../../src/domain/result';
import { foreignFormat } from './foreign-format';
import { readError } from './read-error';

/** A decoder that gives nothing for this long will never settle (WebCodecs has no time limit of its own). */
const STUCK_MS = 20_000;
/** How far past damaged data decoding starts again: this, then twice as far each time, up to the last. */
const FIRST_GAP_S = 0.1;
const LAST_GAP_S = 15;
/** For a container that does not say and cannot be counted (a torn Ogg file); the first pass then finds the real one. */
const GUESSED_DURATION_S = 240;

export interface AudioSource {
  /** From the container, else counted from its packets, else a guess; the decoded length may differ. */
  readonly durationS: number;
  readonly track: InputAudioTrack;
  dispose(): void;
}

/** Takes one decoded block; the planes are overwritten by the next. */
export type BlockSink = (planes: readonly Float32Array[], frames: number) => void;

export interface DecodeOutcome {
  readonly frames: number;
  /** Why decoding ended before the file did; null when it came to the end. */
  readonly broke: AppError | null;
}

/** Finds the audio track and makes sure that this browser decodes it. */
export async function openAudio(file: File): Promise<Result<AudioSource>> {
  const input = new Input({ formats: ALL_FORMATS, source: new BlobSource(file) });
  const opened = await probe(input, file).catch((thrown: unknown) => ({ ok: false as const, error: openError(thrown) }));
  if (!opened.ok) input.dispose();
  return opened;
}

async function probe(input: Input, file: File): Promise<Result<AudioSource>> {
  const foreign = foreignFormat(new Uint8Array(await file.slice(0, 64).arrayBuffer()));
  if (foreign) return err('unsupported-format', `${foreign} has no decoder here yet.`);
  if (!(await input.canRead())) return err('not-audio', 'No audio format that is known begins like this file.');
  const track = await input.getPrimaryAudioTrack();
  if (!track) return noTrack(await input.getTracks());
  if (!(await track.getCodec())) return err('unsupported-format', `${String(await track.getInternalCodecId())} has no decoder here yet.`);
  if (!(await track.canDecode())) return err('unsupported-format', `This browser does not decode ${await describe(track)}.`);
  return ok({ durationS: await announcedDuration(track), track, dispose: () => input.dispose() });
}

function noTrack(tracks: readonly unknown[]): Result<never> {
  return tracks.length > 0
    ? err('not-audio', 'The file has tracks, but none of audio.')
    : err('truncated', 'The container lists no tracks: the part of the file that does is missing.');
}

async function announcedDuration(track: InputAudioTrack): Promise<number> {
  try {
    return (await track.getDurationFromMetadata()) ?? (await track.computeDuration());
  } catch (thrown) {
    if (readError(thrown)) throw thrown;
    return GUESSED_DURATION_S;
  }
}

/**
 * Decodes from the start. A decoder that breaks on damaged data is started again a little further on; what cannot be
 * decoded at all after the first block is an outcome, not a failure: what came is worth analysing.
 * The first block decides rate and channels: they are what the decoder gives, which the container may not know (HE-AAC).
 * @param begin called with the real rate and channels before the first block
 */
export async function decode(source: AudioSource, begin: (rateHz: number, channels: number) => BlockSink): Promise<Result<DecodeOutcome>> {
  const reader = new BlockReader(begin);
  let error = await decodeFrom(source.track, reader);
  let broke = error;
  for (let gapS = FIRST_GAP_S; error?.code === 'decode-failed' && reader.frames > 0 && gapS <= LAST_GAP_S; gapS *= 2) {
    reader.resumeAt(reader.endS + gapS);
    error = await decodeFrom(source.track, reader);
    broke ??= error;
  }
  if (error && isAccess(error)) return { ok: false, error };
  if (reader.frames > 0) return ok({ frames: reader.frames, broke });
  return broke ? { ok: false, error: broke } : err('decode-failed', 'The file holds no audio.');
}

/** @returns why it ended before the file did, or null */
async function decodeFrom(track: InputAudioTrack, reader: BlockReader): Promise<AppError | null> {
  const samples = new AudioSampleSink(track).samples(reader.fromS);
  const watch = watchdog(STUCK_MS);
  try {
    for (;;) {
      const next = await watch.guard(samples.next());
      if (next.done) return null;
      reader.take(next.value);
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

/** Copies samples into planes that are used again and again, and closes each at once. */
class BlockReader {
  frames = 0;
  /** Where in the file the last block ended. */
  endS = 0;
  fromS = -Infinity;
  readonly #begin: (rateHz: number, channels: number) => BlockSink;
  #sink: BlockSink | null = null;
  #rateHz = 0;
  #planes: Float32Array<ArrayBuffer>[] = [];

  constructor(begin: (rateHz: number, channels: number) => BlockSink) {
    this.#begin = begin;
  }

  /** Blocks that end before this time are passed over: a decoder starts a little earlier than asked. */
  resumeAt(timeS: number): void {
    this.fromS = timeS;
  }

  take(sample: AudioSample): void {
    try {
      this.endS = sample.timestamp + sample.duration;
      if (this.endS <= this.fromS) return;
      const { numberOfFrames: frames, numberOfChannels: channels, sampleRate } = sample;
      this.#sink ??= this.#start(sampleRate, channels);
      if (sampleRate !== this.#rateHz || channels < this.#planes.length) throw new Error(`The audio changes to ${sampleRate} Hz, ${channels} channels midway.`);
      if ((this.#planes[0]?.length ?? 0) < frames) this.#planes = this.#planes.map(() => new Float32Array(frames));
      this.#planes.forEach((plane, planeIndex) => sample.copyTo(plane.subarray(0, frames), { planeIndex, format: 'f32-planar' }));
      this.#sink(this.#planes, frames);
      this.frames += frames;
    } finally {
      sample.close();
    }
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
