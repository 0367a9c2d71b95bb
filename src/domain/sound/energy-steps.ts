// K-weighted energy of a recording in steps of 10 ms, from parts that may come in any order.
import { plannedList, withRoom } from './planned-list';

export const STEPS_PER_SECOND = 100;

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

  /** The energies as they are now, ready for windows that slide over them. */
  sliding(): SlidingPower {
    return new SlidingPower(this, this.#energies, this.stepOf(this.#endFrame));
  }
}

/** Mean power of windows over all whole steps. */
class SlidingPower {
  readonly #steps: EnergySteps;
  readonly #whole: number;
  readonly #energies: Float32Array;

  constructor(steps: EnergySteps, energies: Float32Array, whole: number) {
    this.#steps = steps;
    this.#whole = whole;
    this.#energies = energies;
  }

  /**
   * @param windowS length of the window, s
   * @param hopS from one window to the next, s
   * @returns one value for each window that fits: none for a recording shorter than one
   */
  powers(windowS: number, hopS: number): Float64Array {
    const [window, hop] = [windowS, hopS].map(stepsIn) as [number, number];
    const powers = new Float64Array(this.#whole < window ? 0 : Math.floor((this.#whole - window) / hop) + 1);
    this.#slide(window, (power, from) => {
      if (from % hop === 0) powers[from / hop] = power;
    });
    return powers;
  }

  /**
   * The highest of windows that begin with every step, 10 ms: a burst as long as the window is then read within 0.06 LU, wherever it begins.
   * Made without a list, which for hours takes as much as all energies.
   * @returns 0 where none fits
   */
  most(windowS: number): number {
    let most = 0;
    this.#slide(stepsIn(windowS), (power) => {
      most = Math.max(most, power);
    });
    return most;
  }

  /** One sum that takes a step in and lets one go: a list of all sums would be twice as large as the energies. */
  #slide(window: number, take: (power: number, from: number) => void): void {
    let energy = 0;
    for (let step = 0; step < this.#whole; step++) {
      energy += this.#energies[step] as number;
      const from = step + 1 - window;
      if (from < 0) continue;
      take(Math.max(0, energy) / (this.#steps.boundary(from + window) - this.#steps.boundary(from)), from);
      energy -= this.#energies[from] as number;
    }
  }
}

function stepsIn(seconds: number): number {
  return Math.round(seconds * STEPS_PER_SECOND);
}
