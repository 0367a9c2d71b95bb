// Loudness after ITU-R BS.1770-4 and EBU Tech 3341 and 3342, streaming.
import { packBlocks } from './block-loudness';
import { EnergySteps } from './energy-steps';
import { channelWeights, WeightedEnergy } from './k-weighting';
import { packLoudnessCurve } from './loudness-curve';
import { integratedLufs, loudestLufs, loudnessRangeLu } from './loudness-gates';

/** BS.1770-4: a gating block is 400 ms, with an overlap of 75 %; Tech 3341: as long is what momentary loudness looks at. */
const [BLOCK_S, BLOCK_HOP_S] = [0.4, 0.1];
/** Tech 3341; Tech 3342 asks for an overlap of 66 % at least. */
const [SHORT_TERM_S, RANGE_HOP_S] = [3, 0.1];

export interface LoudnessReport {
  /** BS.1770-4 gated, LUFS; null when nothing passes the gate. */
  readonly integratedLufs: number | null;
  /** EBU Tech 3342, LU; null for recordings shorter than 3 s, and silent ones. */
  readonly rangeLu: number | null;
  /** The loudest 400 ms, LUFS; null when they are not above −70 LUFS. */
  readonly maxMomentaryLufs: number | null;
  /** The loudest 3 s, LUFS; null when there are none above −70 LUFS. */
  readonly maxShortTermLufs: number | null;
  /** Packed: see `packBlocks`. */
  readonly blocks: Uint8Array;
  /** Packed: see `packLoudnessCurve`. */
  readonly curve: Uint8Array;
}

export interface LoudnessLane {
  /** @param planes one array per channel, −1…1, of which the first `frames` values count; `startFrame` is their place in the recording, from 0 */
  add(planes: readonly Float32Array[], frames: number, startFrame: number): void;
}

/**
 * Measures one recording. Parts of it may be decoded side by side: each goes through a lane of its own, in order,
 * and all lanes add to the same steps.
 */
export class LoudnessMeter {
  readonly #sampleRateHz: number;
  readonly #weights: readonly number[];
  readonly #steps: EnergySteps;
  #endFrame = 0;

  /** @param plannedS how long the recording is said to be, s: memory is laid out for it */
  constructor(sampleRateHz: number, channels: number, plannedS = 0) {
    this.#sampleRateHz = sampleRateHz;
    this.#weights = channelWeights(channels);
    this.#steps = new EnergySteps(sampleRateHz, plannedS);
  }

  /** A new filter, for audio that comes in order. */
  lane(): LoudnessLane {
    const energy = new WeightedEnergy(this.#sampleRateHz, this.#weights);
    return { add: (planes, frames, startFrame) => this.#add(energy, planes, frames, startFrame) };
  }

  report(): LoudnessReport {
    const blocks = this.#steps.windows(BLOCK_S, BLOCK_HOP_S);
    const shortTerm = this.#steps.windows(SHORT_TERM_S, RANGE_HOP_S);
    return {
      integratedLufs: integratedLufs(blocks.powers),
      rangeLu: loudnessRangeLu(shortTerm.powers),
      maxMomentaryLufs: loudestLufs(blocks.most),
      maxShortTermLufs: loudestLufs(shortTerm.most),
      blocks: packBlocks(blocks.powers),
      curve: packLoudnessCurve(shortTerm.powers, SHORT_TERM_S / 2 / (this.#endFrame / this.#sampleRateHz)),
    };
  }

  #add(energy: WeightedEnergy, planes: readonly Float32Array[], frames: number, startFrame: number): void {
    this.#steps.reach(startFrame + frames);
    this.#endFrame = Math.max(this.#endFrame, startFrame + frames);
    let step = this.#steps.stepOf(startFrame);
    for (let at = 0; at < frames; step++) {
      const until = Math.min(frames, this.#steps.boundary(step + 1) - startFrame);
      this.#steps.add(step, energy.of(planes, at, until));
      at = until;
    }
  }
}
