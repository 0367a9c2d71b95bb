// All samples of a file, through the same door as the analysis.
import { ALL_FORMATS, BlobSource, Input } from 'mediabunny';
import type { AppError, Result } from '../../../src/domain/result';
import { openAudio, type AudioSource } from '../audio-source';
import { sampleDecoding } from '../browser-decoding';
import { decode } from '../decode';

export interface Decoded {
  readonly rateHz: number;
  readonly planes: readonly Float32Array[];
  /** Decoded frames; fewer than the planes have where damage left holes. */
  readonly frames: number;
  readonly announcedS: number;
  readonly broke: AppError | null;
}

export async function decoded(bytes: Uint8Array<ArrayBuffer>, name = 'clip'): Promise<Result<Decoded>> {
  const source = await openAudio(new File([bytes], name));
  return source.ok ? decodedFrom(source.value) : source;
}

/** The same by mediabunny alone and from end to end, to compare with. Throws where nothing can be decoded. */
export async function decodedByMediabunny(bytes: Uint8Array<ArrayBuffer>): Promise<Decoded> {
  const input = new Input({ formats: ALL_FORMATS, source: new BlobSource(new Blob([bytes])) });
  const track = await input.getPrimaryAudioTrack();
  if (!track) throw new Error('No audio track.');
  const heard = await decodedFrom({ startS: await track.getFirstTimestamp(), durationS: 0, decoding: { ...sampleDecoding(track), anywhere: false }, gapless: null, dispose: () => input.dispose() });
  if (!heard.ok) throw new Error(heard.error.detail);
  return heard.value;
}

async function decodedFrom(source: AudioSource): Promise<Result<Decoded>> {
  let rateHz = 0;
  let planes: Float32Array[] = [];
  try {
    const outcome = await decode(source, (rate, channels) => {
      rateHz = rate;
      planes = planes.length > 0 ? planes : Array.from({ length: channels }, () => new Float32Array(0));
      return (given, frames, startFrame) => {
        planes = planes.map((plane, channel) => placed(plane, given[channel]?.subarray(0, frames) ?? new Float32Array(frames), startFrame));
      };
    });
    if (!outcome.ok) return outcome;
    const { frames, endFrame, broke } = outcome.value;
    return { ok: true, value: { rateHz, planes: planes.map((plane) => plane.subarray(0, endFrame)), frames, announcedS: source.durationS, broke } };
  } finally {
    source.dispose();
  }
}

function placed(plane: Float32Array, block: Float32Array, at: number): Float32Array {
  const endFrame = at + block.length;
  const longer = endFrame > plane.length ? new Float32Array(2 * endFrame) : plane;
  if (longer !== plane) longer.set(plane);
  longer.set(block, at);
  return longer;
}

/** Which share of the energy lies at one frequency, 0–1; the ends are left out, where filters begin and end. */
export function shareAt(plane: Float32Array, hz: number, rateHz: number): number {
  const middle = plane.subarray(Math.floor(plane.length * 0.2), Math.floor(plane.length * 0.8));
  let [cosine, sine, energy] = [0, 0, 0];
  middle.forEach((x, i) => {
    const angle = (2 * Math.PI * hz * i) / rateHz;
    cosine += x * Math.cos(angle);
    sine += x * Math.sin(angle);
    energy += x * x;
  });
  return (2 * (cosine ** 2 + sine ** 2)) / middle.length / energy;
}
