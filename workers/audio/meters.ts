// What is measured of every sample of a recording while it is decoded.
import { bandwidthOf } from '../../src/domain/sound/bandwidth';
import { LevelMeter } from '../../src/domain/sound/levels';
import { LoudnessMeter } from '../../src/domain/sound/loudness';
import { MeanSpectrum } from '../../src/domain/sound/mean-spectrum';
import { dbfsOf } from '../../src/domain/sound/power';
import type { BandCurve } from '../../src/domain/sound/onsets';
import type { Analysis } from '../../src/domain/sound/sound';
import { TruePeakMeter } from '../../src/domain/sound/true-peak';
import { WaveformTrace } from './waveform';

export type MetersReport = Required<Pick<Analysis, 'loudness' | 'waveform' | 'bandLevels' | 'loudnessCurve' | 'blockLoudness' | 'quality'>>;

export interface MetersLane {
  /**
   * @param planes one array per channel, of which the first `frames` values count; `startFrame` is their place in the recording
   * @param mono the same, mixed
   */
  add(planes: readonly Float32Array[], mono: Float32Array, frames: number, startFrame: number): void;
}

/** Measures one recording; parts that are decoded side by side have a lane each. */
export class Meters {
  readonly #channels: number;
  readonly #loudness: LoudnessMeter;
  readonly #truePeak: TruePeakMeter;
  readonly #levels: LevelMeter;
  readonly #waveform: WaveformTrace;
  readonly #spectrum: MeanSpectrum;

  /** @param plannedS how long the recording is said to be, s: memory is laid out for it */
  constructor(rateHz: number, channels: number, plannedS = 0) {
    this.#channels = channels;
    this.#loudness = new LoudnessMeter(rateHz, channels, plannedS);
    this.#truePeak = new TruePeakMeter(rateHz);
    this.#levels = new LevelMeter(rateHz, channels);
    this.#waveform = new WaveformTrace(rateHz, plannedS);
    this.#spectrum = new MeanSpectrum(rateHz);
  }

  /** Highest absolute sample so far, over all channels; 1 is full scale. */
  get samplePeak(): number {
    return this.#waveform.peak;
  }

  /** Lows, mids and highs over the whole recording, for its onsets. */
  bandCurve(): BandCurve {
    return this.#waveform.bands.curve();
  }

  lane(): MetersLane {
    const perChannel = [this.#loudness.lane(), this.#truePeak.lane(this.#channels), this.#levels.lane()];
    const [waveform, spectrum] = [this.#waveform.lane(), this.#spectrum.lane()];
    return {
      add: (planes, mono, frames, startFrame) => {
        for (const meter of perChannel) meter.add(planes, frames, startFrame);
        waveform.add(planes, mono, frames, startFrame);
        spectrum.add(mono, frames, startFrame);
      },
    };
  }

  report(): MetersReport {
    const { blocks, curve, ...loudness } = this.#loudness.report();
    return {
      loudness: { ...loudness, samplePeakDbfs: dbfsOf(this.samplePeak), truePeakDbtp: dbfsOf(Math.max(this.samplePeak, this.#truePeak.peak)) },
      waveform: this.#waveform.points(), bandLevels: this.#waveform.bandLevels(), loudnessCurve: curve, blockLoudness: blocks,
      quality: { ...this.#levels.report(), ...bandwidthOf(this.#spectrum.spectrum()) },
    };
  }
}
