// Timbre, rhythm and harmony of a recording in numbers, after essentia's algorithms of the same names.

/** Mean and standard deviation over frames. */
export interface Spread {
  readonly mean: number;
  readonly deviation: number;
}

export interface Features {
  /** essentia's Danceability: 0 to about 3 (detrended fluctuation analysis, Streich & Herrera 2005); null where the level never changes. */
  readonly danceability: number | null;
  /** Onsets a second (OnsetRate). */
  readonly onsetRateHz: number;
  /** Mean distance from the mean level, dB (DynamicComplexity). */
  readonly dynamicComplexityDb: number;
  /** Share of samples that change sign (ZeroCrossingRate). */
  readonly zeroCrossingRate: Spread;
  /** 0–1 (Dissonance). */
  readonly dissonance: Spread;
  readonly spectralCentroidHz: Spread;
  /** Below it lie 85 % of the energy (RollOff). */
  readonly spectralRolloffHz: Spread;
  readonly spectralFlux: Spread;
  /** 0–1 (Flatness). */
  readonly spectralFlatness: Spread;
  /** Mean of six bands, then their deviations: 12 values (SpectralContrast). */
  readonly spectralContrast: Float32Array;
  /** Means of 13 coefficients, then their deviations: 26 values (MFCC). */
  readonly mfcc: Float32Array;
  /** Means of 12 pitch classes from A (HPCP), then their deviations: 24 values. */
  readonly chroma: Float32Array;
}
