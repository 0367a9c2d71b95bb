// K-weighted energy of a recording in steps of 10 ms, from parts that may come in any order.

export const STEPS_PER_SECOND = 100;

/** Memory grows by one number for each step: 9 MB for three hours. */
export class EnergySteps {
  readonly #sampleRateHz: number;
  #energies = new Float64Array(4096);
  #endFrame = 0;

  constructor(sampleRateHz: number) {
    this.#sampleRateHz = sampleRateHz;
  }

  add(step: number, energy: number): void {
    // What a damaged file makes of its samples may be no number: it counts as silence.
    if (Number.isFinite(energy)) this.#energies[step] = (this.#energies[step] as number) + energy;
  }

  /** Makes room up to this frame; steps that nothing is added to are silent. */
  reach(endFrame: number): void {
    this.#endFrame = Math.max(this.#endFrame, endFrame);
    const needed = this.stepOf(this.#endFrame) + 1;
    if (needed <= this.#energies.length) return;
    const larger = new Float64Array(Math.max(needed, 2 * this.#energies.length));
    larger.set(this.#energies);
    this.#energies = larger;
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
   * Mean power of windows that slide over all whole steps.
   * @param windowS length of the window, s
   * @param hopS from one window to the next, s
   * @returns one value for each window that fits: none for a recording shorter than one
   */
  powers(windowS: number, hopS: number): Float64Array {
    const [window, hop] = [Math.round(windowS * STEPS_PER_SECOND), Math.round(hopS * STEPS_PER_SECOND)];
    const whole = this.stepOf(this.#endFrame);
    const count = whole < window ? 0 : Math.floor((whole - window) / hop) + 1;
    const sums = runningSums(this.#energies, whole);
    return Float64Array.from({ length: count }, (_, i) => {
      const [from, until] = [i * hop, i * hop + window];
      const energy = Math.max(0, (sums[until] as number) - (sums[from] as number));
      return energy / (this.boundary(until) - this.boundary(from));
    });
  }
}

function runningSums(values: Float64Array, count: number): Float64Array {
  const sums = new Float64Array(count + 1);
  for (let i = 0; i < count; i++) sums[i + 1] = (sums[i] as number) + (values[i] as number);
  return sums;
}
