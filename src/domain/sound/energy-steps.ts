// K-weighted energy of a recording in steps of 10 ms, from parts that may come in any order.
import { plannedList, withRoom } from './planned-list';

export const STEPS_PER_SECOND = 100;

export interface WindowPowers {
  /** One value for each window that fits: none for a recording shorter than one. */
  readonly powers: Float64Array;
  /** The highest of windows that begin with every step, 10 ms: a burst as long as the window is then read within 0.06 LU, wherever it begins; 0 where none fits. */
  readonly most: number;
}

/** One number for each step, to seven digits: 4 MB for three hours. */
export class EnergySteps {
  readonly #sampleRateHz: number;
  #energies: Float32Array;
  #endFrame = 0;

  /** @param plannedS how long the recording is said to be, s; it may be longer */
  constructor(sampleRateHz: number, plannedS: number) {
    this.#sampleRateHz = sampleRateHz;
    this.#energies = plannedList(plannedS, STEPS_PER_SECOND);
  }

  add(step: number, energy: number): void {
    // What a damaged file makes of its samples may be no number: it counts as silence.
    if (Number.isFinite(energy)) this.#energies[step] = (this.#energies[step] as number) + energy;
  }

  /** Makes room up to this frame; steps that nothing is added to are silent. */
  reach(endFrame: number): void {
    this.#endFrame = Math.max(this.#endFrame, endFrame);
    this.#energies = withRoom(this.#energies, this.stepOf(this.#endFrame) + 1);
  }

  stepOf(frame: number): number {
    const step = Math.floor((frame * STEPS_PER_SECOND) / this.#sampleRateHz);
    if (frame < this.boundary(step)) return step - 1;
    return frame >= this.boundary(step + 1) ? step + 1 : step;
  }

  /** First frame of a step, rounded from the start each time, so that rates not divisible by a hundred do not drift. */
  boundary(step: number): number {
    return Math.round((step * this.#sampleRateHz) / STEPS_PER_SECOND);
  }

  /**
   * Mean power of windows over all whole steps.
   * @param windowS length of a window, s
   * @param hopS from one window to the next, s
   */
  windows(windowS: number, hopS: number): WindowPowers {
    const [whole, window, hop] = [this.stepOf(this.#endFrame), stepsIn(windowS), stepsIn(hopS)];
    const powers = new Float64Array(whole < window ? 0 : Math.floor((whole - window) / hop) + 1);
    let [most, energy] = [0, 0];
    // One sum that takes a step in and lets one go: a list of all sums would be twice as large as the energies.
    for (let step = 0; step < whole; step++) {
      energy += this.#energies[step] as number;
      const from = step + 1 - window;
      if (from < 0) continue;
      const power = Math.max(0, energy) / (this.boundary(from + window) - this.boundary(from));
      if (power > most) most = power;
      if (from % hop === 0) powers[from / hop] = power;
      energy -= this.#energies[from] as number;
    }
    return { powers, most };
  }
}

function stepsIn(seconds: number): number {
  return Math.round(seconds * STEPS_PER_SECOND);
}
