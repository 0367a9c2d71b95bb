// Facts about the sound of a recording, hung on its contentKey.
import type { Bandwidth } from './bandwidth';
import type { Features } from './features';
import type { Gapless } from './gapless';
import type { Levels } from './levels';
import type { ContentKey, DeviceId } from '../library/ids';

export interface Tempo {
  readonly tempoBpm: number;
  /** 0–1. */
  readonly confidence: number;
  /** Best first, weights add up to at most 1; the first is the coarse estimate behind `tempoBpm`. */
  readonly candidates: readonly { readonly tempoBpm: number; readonly weight: number }[];
}

export type Mode = 'major' | 'minor';

export interface KeyName {
  /** Pitch class, 0 = C … 11 = B. */
  readonly tonic: number;
  readonly mode: Mode;
}

export interface MusicalKey extends KeyName {
  /** essentia's key strength, 0–1: the correlation with the profile. */
  readonly strength: number;
  /** 0–1, calibrated: of those said 0.9, about 90 % are right. Absent before version 2 of the analyse stage, as the next two. */
  readonly confidence?: number;
  /** The next best, strongest first; strengths are on the scale of `strength`. */
  readonly alternatives?: readonly (KeyName & { readonly strength: number })[];
  /** Of a′, Hz. */
  readonly tuningHz?: number;
}

export interface Loudness {
  /** ITU-R BS.1770-4 gated; null when nothing passes the gate (silence). */
  readonly integratedLufs: number | null;
  readonly samplePeakDbfs: number | null;
  /** BS.1770-4, Annex 2, dBTP: never below the sample peak. null for silence, as the next three; all four absent before version 2 of the analyse stage. */
  readonly truePeakDbtp?: number | null;
  /** Loudness range after EBU Tech 3342, LU; null for less than 3 s too. */
  readonly rangeLu?: number | null;
  /** The loudest 400 ms and the loudest 3 s after EBU Tech 3341, LUFS. */
  readonly maxMomentaryLufs?: number | null;
  readonly maxShortTermLufs?: number | null;
}

/** Facts about the signal itself. */
export type SignalQuality = Levels & Bandwidth;

/** Where the beats lie, for playing and mixing. */
export interface Beats {
  /** In order, seconds from the start of the recording. */
  readonly timesS: Float32Array;
  /** null where no bar stands out. */
  readonly firstDownbeatS: number | null;
}

/** What is drawn of a recording: kept apart, so that a list of rows never drags it along. All but the first absent before version 2 of the analyse stage. */
export interface Curves {
  /** Peak level of equal slices of the track, 0–255, linear: 1,000 points, 400 before version 2. Read it through `peaksAt`. */
  readonly waveform: Uint8Array;
  /** RMS of lows, mids and highs at 1,000 points: see `unpackBandLevels`. */
  readonly bandLevels?: Uint8Array;
  /** The energy curve: short-term loudness over the track (EBU Tech 3341), see `unpackLoudnessCurve`. */
  readonly loudnessCurve?: Uint8Array;
  /** How often it is how loud, for the loudness of an album: see `albumLoudness`. */
  readonly blockLoudness?: Uint8Array;
  /** null where there is no beat. */
  readonly beats?: Beats | null;
  /** How likely each tempo of 30–285 BPM is, 256 values, 255 for the likeliest; null where there is no beat. */
  readonly tempoDistribution?: Uint8Array | null;
  /** Pitch classes over time: columns of 12 (C first), 255 for the loudest of all; null for silence. */
  readonly chromagram?: Uint8Array | null;
}

/** What the analyse stage leaves besides the curves. */
export interface Measurements {
  /** null where no beat or key could be found (too short, silent). */
  readonly tempo: Tempo | null;
  readonly key: MusicalKey | null;
  readonly loudness: Loudness;
  /** Absent before version 2 of the stage, as the next two. */
  readonly quality?: SignalQuality;
  /** Timbre, rhythm and harmony in numbers; null for silence and for less than a second. */
  readonly features?: Features | null;
  /** What the encoder added before and after the music; null where the file notes nothing. */
  readonly gapless?: Gapless | null;
  readonly decodedDurationS: number;
}

/** What the analyse stage leaves. */
export interface Analysis extends Measurements, Curves {}

/** What the embed stage leaves. */
export interface Embedding {
  /** Mean of MusiCNN `mtt` penultimate activations over the patches, 200 values, not normalised. */
  readonly vector: Float32Array;
  /** Mean activations, 0–1: 50 of `mtt`, then 50 of `msd`, in the order of `soundTagNames`. */
  readonly soundTags: Float32Array;
}

/** Which device made a fact that came from another one, and when by that device's change sequence. */
export interface Origin {
  readonly deviceId: DeviceId;
  readonly revision: number;
}

export interface SoundRow extends Measurements {
  /** Rows of version 1 hold it still; read it through `curvesOf`. */
  readonly waveform?: Uint8Array;
  readonly contentKey: ContentKey;
  readonly analyseVersion: number;
  readonly embedVersion: number;
  readonly soundTags: Float32Array | null;
  /** Absent where this device made it. */
  readonly origin?: Origin;
}

export interface CurvesRow extends Curves {
  readonly contentKey: ContentKey;
}

/** Vectors live apart, so that a list of rows never drags them along. */
export interface VectorRow {
  readonly contentKey: ContentKey;
  readonly embedVersion: number;
  readonly vector: Float32Array;
  /** Absent where this device made it. */
  readonly origin?: Origin;
}
