// Decodes a recording in order, block by block.
import { err, messageOf, ok, type AppError, type Result } from '../../src/domain/result';
import type { AudioSource, Span } from './audio-source';
import { DecoderMissingError, NoDecoderError, type Decoding } from './decoders/pcm';
import { ALL, CommonRate, Lane, type BeginLane } from './lane';
import { readError } from './read-error';
import { trapOf } from './trap';
import { StuckError, watchdog } from './watchdog';

/** A decoder that gives nothing for this long will never settle (WebCodecs has no time limit of its own). */
const STUCK_MS = 20_000;
/** How far past damaged data decoding starts again: this, then twice as far each time, up to the last. */
const FIRST_GAP_S = 0.1;
const LAST_GAP_S = 15;
/** Decoded and thrown away before a lane begins: MP3's bit reservoir (four frames of 72 ms at 8 kHz), Opus and Vorbis overlap (80 ms is Opus's own rule). */
const PRE_ROLL_S = 0.5;
/**
 * How many lanes a recording up to each length is decoded in; longer ones in one, as decoders at far places each hold their part of a mix
 * of hours (measured for three hours of MP3: two 290 MB, one 190).
 */
const LANES_UP_TO_S = [[30, 1], [1200, 3], [3600, 2]] as const;

export interface DecodeOutcome {
  /** Decoded frames; less than `endFrame` where damaged data left holes. */
  readonly frames: number;
  readonly endFrame: number;
  /** Why decoding ended before the file did; null when it came to the end. */
  readonly broke: AppError | null;
}

/**
 * Decodes all of a recording, longer ones in lanes side by side: WebCodecs waits a thread switch for every packet, and decoders fill each
 * other's waits (measured for 60 s of audio in one, two, three and four lanes: MP3 234, 135, 109, 147 ms, Vorbis 341, 270, 221, 216,
 * Opus 418, 311, 265, 273, AAC 192, 138, 159, 133).
 * A decoder that breaks on damaged data is started again a little further on; what cannot be decoded at all after the first
 * block is an outcome, not a failure: what came is worth analysing.
 * The first block decides rate and channels: they are what the decoder gives, which the container may not know (HE-AAC).
 * What changes midway (streams that were joined) is brought to them.
 */
export async function decode(source: AudioSource, begin: BeginLane): Promise<Result<DecodeOutcome>> {
  const rate = new CommonRate();
  const lanes = lanesOf(source).map((span) => new Lane(source, span, begin, rate));
  const first = lanes[0] as Lane;
  const broken = (await Promise.all(lanes.map(async (lane) => {
    // The first block of all decides, not whichever decoder is faster.
    if (lane !== first) await first.started;
    return decodeLane(source.decoding, lane).finally(() => lane.end());
  }))).filter((error) => error !== null);
  const access = broken.find(isAccess);
  if (access) return { ok: false, error: access };
  const frames = lanes.reduce((sum, lane) => sum + lane.frames, 0);
  if (frames > 0) return ok({ frames, endFrame: Math.max(...lanes.map((lane) => lane.endFrame)), broke: broken[0] ?? null });
  return broken[0] ? { ok: false, error: broken[0] } : err('decode-failed', 'The file holds no audio.');
}

function lanesOf({ startS, durationS, span = ALL, decoding }: AudioSource): Span[] {
  const count = decoding.anywhere ? (LANES_UP_TO_S.find(([mostS]) => durationS <= mostS)?.[1] ?? 1) : 1;
  const edges = Array.from({ length: count - 1 }, (_, i) => startS + (durationS * (i + 1)) / count);
  return [span.fromS, ...edges].map((fromS, i) => ({ fromS, untilS: edges[i] ?? span.untilS }));
}

/** @returns the first thing that broke it, or null */
async function decodeLane(decoding: Decoding, lane: Lane): Promise<AppError | null> {
  let error = await decodeFrom(decoding, lane);
  const broke = error;
  // One that cannot begin anywhere goes on past damage by itself.
  if (!decoding.anywhere) return broke;
  for (let gapS = FIRST_GAP_S; error?.code === 'decode-failed' && lane.begun && gapS <= LAST_GAP_S; gapS *= 2) {
    if (lane.endS + gapS >= lane.untilS) break;
    lane.resumeAt(lane.endS + gapS);
    error = await decodeFrom(decoding, lane);
  }
  return error && isAccess(error) ? error : broke;
}

/** @returns why it ended before the lane did, or null */
async function decodeFrom(decoding: Decoding, lane: Lane): Promise<AppError | null> {
  const samples = decoding.blocks(lane.fromS - PRE_ROLL_S, lane.untilS);
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
  return error.code !== 'decode-failed' && error.code !== 'timeout' && error.code !== 'unsupported-format';
}

function decodeError(thrown: unknown): AppError {
  if (thrown instanceof DecoderMissingError) return { code: 'network', detail: thrown.message };
  if (thrown instanceof NoDecoderError) return { code: 'unsupported-format', detail: thrown.message };
  return { code: thrown instanceof StuckError ? 'timeout' : 'decode-failed', detail: messageOf(thrown), ...trapOf(thrown) };
}
