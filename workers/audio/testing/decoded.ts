// All samples of a file, through the same door as the analysis.
import type { AppError, Result } from '../../../src/domain/result';
import { openAudio } from '../audio-source';
import { decode } from '../decode';

export interface Decoded {
  readonly rateHz: number;
  readonly planes: readonly Float32Array[];
  readonly announcedS: number;
  readonly broke: AppError | null;
}

export async function decoded(bytes: Uint8Array<ArrayBuffer>, name = 'clip'): Promise<Result<Decoded>> {
  const source = await openAudio(new File([bytes], name));
  if (!source.ok) return source;
  let rateHz = 0;
  let planes: Float32Array[] = [];
  try {
    const outcome = await decode(source.value, (rate, channels) => {
      rateHz = rate;
      planes = planes.length > 0 ? planes : Array.from({ length: channels }, () => new Float32Array(0));
      return (given, frames, startFrame) => {
        planes = planes.map((plane, channel) => placed(plane, given[channel]?.subarray(0, frames) ?? new Float32Array(frames), startFrame));
      };
    });
    return outcome.ok ? { ok: true, value: { rateHz, planes, announcedS: source.value.durationS, broke: outcome.value.broke } } : outcome;
  } finally {
    source.value.dispose();
  }
}

function placed(plane: Float32Array, block: Float32Array, at: number): Float32Array {
  const longer = new Float32Array(Math.max(plane.length, at + block.length));
  longer.set(plane);
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
