// How the energy of lows, mids and highs runs over a recording, at about 86 values a second: what onsets and beats are read from.
import { LOUDEST } from '../../src/domain/sound/damage';
import type { BandCurve } from '../../src/domain/sound/onsets';
import { plannedList, withRoom } from '../../src/domain/sound/planned-list';
import type { BandEnergies } from './three-bands';

/** 512 frames at 44.1 kHz: fine enough for beats to 10 ms, and for 16th notes at 300 BPM. */
const HOP_S = 512 / 44100;
/** Time stamps lie; past this nothing is kept (22 MB). */
const MOST_S = 6 * 3600;

/** Energies of lows, mids and highs, a number for each hop. */
type Bands = readonly [Float32Array, Float32Array, Float32Array];

export class BandTrace {
  readonly #rateHz: number;
  readonly #stepsAHop: number;
  readonly #mostHops: number;
  readonly #mostEnergy: number;
  #bands: Bands;
  #hops = 0;

  /**
   * @param stepFrames frames of one step, of which the caller gives the energies: hops are whole steps
   * @param plannedS how long the recording is said to be, s; it may be longer
   */
  constructor(sampleRateHz: number, stepFrames: number, plannedS = 0) {
    this.#stepsAHop = Math.max(1, Math.round((sampleRateHz * HOP_S) / stepFrames));
    this.#rateHz = sampleRateHz / (this.#stepsAHop * stepFrames);
    this.#mostHops = MOST_S * this.#rateHz;
    this.#bands = [plannedList(plannedS, this.#rateHz), plannedList(plannedS, this.#rateHz), plannedList(plannedS, this.#rateHz)];
    // One damaged sample would make all onsets beside it vanish.
    this.#mostEnergy = LOUDEST ** 2 * stepFrames;
  }

  /** Adds a step or a part of one. @param step its number in the recording */
  add(step: number, { low, mid, high }: BandEnergies): void {
    const hop = Math.floor(step / this.#stepsAHop);
    if (hop >= this.#mostHops) return;
    this.#reach(hop + 1);
    if (!(low + mid + high <= this.#mostEnergy)) return;
    const [lows, mids, highs] = this.#bands;
    lows[hop] = (lows[hop] as number) + low;
    mids[hop] = (mids[hop] as number) + mid;
    highs[hop] = (highs[hop] as number) + high;
  }

  curve(): BandCurve {
    return { bands: this.#bands.map((band) => band.subarray(0, this.#hops)), rateHz: this.#rateHz };
  }

  #reach(hops: number): void {
    this.#hops = Math.max(this.#hops, hops);
    const [lows, mids, highs] = this.#bands;
    if (hops > lows.length) this.#bands = [withRoom(lows, hops), withRoom(mids, hops), withRoom(highs, hops)];
  }
}
