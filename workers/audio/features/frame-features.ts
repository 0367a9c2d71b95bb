// Statistics over frames of all that one spectrum tells.
import type { Features } from '../../../src/domain/sound/features';
import { dissonance } from './dissonance';
import { CEPSTRUM_SIZE, MelCepstrum } from './mel-cepstrum';
import { PITCH_CLASSES, pitchClasses } from './pitch-classes';
import { CONTRAST_BANDS, SpectralContrast } from './spectral-contrast';
import { spectralPeaks } from './spectral-peaks';
import { PairSpectra, PAIR_SAMPLES, SPECTRUM } from './spectra';
import { RunningSpread } from './spread';
import { centroidHz, flatness, flux, rolloffHz, zeroCrossingRate } from './timbre';

export type FrameFeatures = Omit<Features, 'danceability' | 'onsetRateHz' | 'dynamicComplexityDb'>;

/** Mean power of −70 dBFS: a quieter pair of frames is a pause, or a fade's end, and has no timbre. */
const SILENT_POWER = 1e-7;

/** Takes pairs of frames that follow each other, from anywhere in a recording. */
export class FrameStatistics {
  readonly #spectra = new PairSpectra();
  readonly #cepstrum = new MelCepstrum();
  readonly #contrast = new SpectralContrast();
  /** Zero crossings, dissonance, centroid, rolloff, flatness. */
  readonly #single = new RunningSpread(5);
  readonly #flux = new RunningSpread(1);
  readonly #contrasts = new RunningSpread(CONTRAST_BANDS);
  readonly #mfcc = new RunningSpread(CEPSTRUM_SIZE);
  readonly #chroma = new RunningSpread(PITCH_CLASSES);
  #pairs = 0;

  /** @param pair `PAIR_SAMPLES` samples at 44.1 kHz; silent ones, and what is no sound at all (NaN), are left out */
  add(pair: Float32Array): void {
    const power = powerOf(pair);
    if (!(power > SILENT_POWER && power < Infinity)) return;
    this.#pairs++;
    const { first, second } = this.#spectra.of(pair);
    this.#addFrame(first, zeroCrossingRate(pair, 0, SPECTRUM.frame));
    this.#addFrame(second, zeroCrossingRate(pair, SPECTRUM.hop, SPECTRUM.frame));
    this.#flux.add([flux(first, second)]);
  }

  /** @returns null where nothing was to be heard */
  report(): FrameFeatures | null {
    if (this.#pairs === 0) return null;
    return {
      zeroCrossingRate: this.#single.at(0), dissonance: this.#single.at(1), spectralCentroidHz: this.#single.at(2),
      spectralRolloffHz: this.#single.at(3), spectralFlatness: this.#single.at(4), spectralFlux: this.#flux.at(0),
      spectralContrast: this.#contrasts.packed(), mfcc: this.#mfcc.packed(), chroma: this.#chroma.packed(),
    };
  }

  #addFrame(spectrum: Float32Array, crossings: number): void {
    const peaks = spectralPeaks(spectrum);
    this.#single.add([crossings, dissonance(peaks), centroidHz(spectrum), rolloffHz(spectrum), flatness(spectrum)]);
    this.#contrasts.add(this.#contrast.of(spectrum));
    this.#mfcc.add(this.#cepstrum.of(spectrum));
    this.#chroma.add(pitchClasses(peaks));
  }
}

function powerOf(pair: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < PAIR_SAMPLES; i++) sum += (pair[i] as number) ** 2;
  return sum / PAIR_SAMPLES;
}
