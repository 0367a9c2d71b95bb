// The outline of a recording: peak level of equal slices, without knowing its length beforehand.

const POINTS = 400;
const FIRST_BIN_FRAMES = 256;
/** Bins merge in pairs when there are this many, so a bin is never more than a tenth of a point. */
const MOST_BINS = POINTS * 20;

export class PeakTrace {
  #bins: number[] = [];
  #binFrames = FIRST_BIN_FRAMES;
  #endFrame = 0;
  #peak = 0;

  /** Highest absolute sample so far, over all channels. */
  get peak(): number {
    return this.#peak;
  }

  /** @param planes one array per channel, of which the first `frames` values count; blocks may come in any order */
  add(planes: readonly Float32Array[], frames: number, startFrame: number): void {
    this.#reach(startFrame + frames);
    for (let at = 0; at < frames; ) {
      const bin = Math.floor((startFrame + at) / this.#binFrames);
      const until = Math.min(frames, (bin + 1) * this.#binFrames - startFrame);
      const peak = peakOf(planes, at, until);
      if (peak > (this.#bins[bin] as number)) this.#bins[bin] = peak;
      if (peak > this.#peak) this.#peak = peak;
      at = until;
    }
  }

  /** @returns 400 points, 0–255, linear; 255 is full scale */
  points(): Uint8Array {
    const bins = this.#endFrame / this.#binFrames;
    return Uint8Array.from({ length: POINTS }, (_, i) => {
      const from = Math.floor((i * bins) / POINTS);
      const until = Math.max(from + 1, Math.ceil(((i + 1) * bins) / POINTS));
      const peak = this.#bins.slice(from, until).reduce((most, bin) => Math.max(most, bin), 0);
      return Math.round(255 * Math.min(1, peak));
    });
  }

  #reach(endFrame: number): void {
    this.#endFrame = Math.max(this.#endFrame, endFrame);
    while (this.#endFrame > MOST_BINS * this.#binFrames) {
      this.#bins = Array.from({ length: Math.ceil(this.#bins.length / 2) }, (_, i) =>
        Math.max(this.#bins[2 * i] as number, this.#bins[2 * i + 1] ?? 0));
      this.#binFrames *= 2;
    }
    while (this.#bins.length * this.#binFrames < this.#endFrame) this.#bins.push(0);
  }
}

function peakOf(planes: readonly Float32Array[], from: number, until: number): number {
  let peak = 0;
  for (const plane of planes) {
    for (let i = from; i < until; i++) {
      const level = Math.abs(plane[i] as number);
      if (level > peak) peak = level;
    }
  }
  return peak;
}
