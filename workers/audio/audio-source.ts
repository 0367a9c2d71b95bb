// The audio track of a file, or of a stretch of it, made ready to be decoded by mediabunny.
import { ALL_FORMATS, BlobSource, Input, UnsupportedInputFormatError, type InputAudioTrack } from 'mediabunny';
import { err, messageOf, ok, type AppError, type Result } from '../../src/domain/result';
import type { Segment } from '../../src/domain/library/track';
import { foreignFormat } from './foreign-format';
import { readError } from './read-error';

/** For a container that does not say and cannot be counted (a torn Ogg file); the first pass then finds the real one. */
const GUESSED_DURATION_S = 240;

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
  readonly track: InputAudioTrack;
  /** The stretch of time stamps to be decoded; absent for all. */
  readonly span?: Span;
  dispose(): void;
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

async function describe(track: InputAudioTrack): Promise<string> {
  const [codec, rateHz, channels] = [await track.getCodec(), await track.getSampleRate(), await track.getNumberOfChannels()];
  return `${codec} at ${rateHz} Hz with ${channels} channels`;
}

function openError(thrown: unknown): AppError {
  if (thrown instanceof UnsupportedInputFormatError) return { code: 'not-audio', detail: messageOf(thrown) };
  return readError(thrown) ?? { code: 'not-audio', detail: messageOf(thrown) };
}
