// Fast Fourier transform of a power of two (Cooley–Tukey, decimation in time), in place.

export class Fft {
  readonly size: number;
  readonly #cos: Float64Array;
  readonly #sin: Float64Array;
  readonly #reversed: Uint32Array;

  /** @param size a power of two */
  constructor(size: number) {
    this.size = size;
    this.#cos = Float64Array.from({ length: size / 2 }, (_, i) => Math.cos((2 * Math.PI * i) / size));
    this.#sin = Float64Array.from({ length: size / 2 }, (_, i) => -Math.sin((2 * Math.PI * i) / size));
    this.#reversed = new Uint32Array(size);
    for (let i = 1; i < size; i++) this.#reversed[i] = ((this.#reversed[i >> 1] as number) >> 1) | (i & 1 ? size / 2 : 0);
  }

  /** @param re real parts and @param im imaginary parts, `size` of each, overwritten by the spectrum */
  transform(re: Float64Array, im: Float64Array): void {
    this.#reorder(re, im);
    for (let half = 1; half < this.size; half *= 2) {
      const stride = this.size / (2 * half);
      for (let start = 0; start < this.size; start += 2 * half) this.#butterflies(re, im, start, half, stride);
    }
  }

  #butterflies(re: Float64Array, im: Float64Array, start: number, half: number, stride: number): void {
    for (let k = 0; k < half; k++) {
      const [c, s] = [this.#cos[k * stride] as number, this.#sin[k * stride] as number];
      const [a, b] = [start + k, start + k + half];
      const [bRe, bIm] = [re[b] as number, im[b] as number];
      const tRe = bRe * c - bIm * s;
      const tIm = bRe * s + bIm * c;
      re[b] = (re[a] as number) - tRe;
      im[b] = (im[a] as number) - tIm;
      re[a] = (re[a] as number) + tRe;
      im[a] = (im[a] as number) + tIm;
    }
  }

  #reorder(re: Float64Array, im: Float64Array): void {
    for (let i = 0; i < this.size; i++) {
      const j = this.#reversed[i] as number;
      if (j <= i) continue;
      const [keptRe, keptIm] = [re[i] as number, im[i] as number];
      re[i] = re[j] as number;
      im[i] = im[j] as number;
      re[j] = keptRe;
      im[j] = keptIm;
    }
  }
}
