// The middle of a recording, mono; of those at high rates at half or a quarter of it, brought there while it is decoded.
import { withoutDamage } from '../../src/domain/sound/damage';
import { HALF_BAND_REACH, halved } from '../../src/domain/sound/half-band';
import { Excerpt } from './excerpt';
import type { Stretch } from './plan';

/** What looks at the middle hears no more of higher rates: 90 s at 192 kHz would be 69 MB, four times what they need. */
const LEAST_HALVED_HZ = 44_100;
/** What is brought down at once, s: so much is held at the recording's own rate, and as much again where pieces or two lanes meet. */
const PIECE_S = 1;

interface Piece {
  /** Where it goes, at the low rate. */
  readonly target: Float32Array;
  /** What it is made of, at the recording's own rate, with what the filters look at on both sides. */
  readonly from: number;
  readonly frames: number;
  /** While it is being filled. */
  excerpt: Excerpt | null;
  done: boolean;
}

/** The rate at which the middle of a recording is kept: its own, halved while at least 44.1 kHz are left. */
export function middleHz(rateHz: number): number {
  return rateHz / 2 >= LEAST_HALVED_HZ ? middleHz(rateHz / 2) : rateHz;
}

/** Damaged samples of it are silence. */
export class MiddleExcerpt {
  /** Of its samples. */
  readonly rateHz: number;
  readonly #factor: number;
  /** At the recording's own rate, on either side of a piece; as a whole number of outputs, so that all stay on one grid. */
  readonly #margin: number;
  readonly #pieces: Piece[];
  readonly #samples: Float32Array;
  /** Of pieces that are done, for those that come. */
  readonly #spare: Float32Array[] = [];

  constructor({ from, frames }: Stretch, rateHz: number) {
    this.rateHz = middleHz(rateHz);
    this.#factor = rateHz / this.rateHz;
    this.#samples = new Float32Array(Math.floor(frames / this.#factor));
    this.#margin = this.#factor === 1 ? 0 : this.#factor * HALF_BAND_REACH;
    const pieceFrames = this.#factor === 1 ? Math.max(1, this.#samples.length) : Math.round(PIECE_S * this.rateHz);
    this.#pieces = Array.from({ length: Math.ceil(this.#samples.length / pieceFrames) }, (_, i) => {
      const target = this.#samples.subarray(i * pieceFrames, (i + 1) * pieceFrames);
      return { target, from: from + i * pieceFrames * this.#factor - this.#margin, frames: target.length * this.#factor + 2 * this.#margin, excerpt: null, done: false };
    });
  }

  /** Takes what it needs of a block whose first frame is number `blockStart` of the recording. */
  add(mono: Float32Array, frames: number, blockStart: number): void {
    for (const piece of this.#pieces) {
      if (piece.done || piece.from >= blockStart + frames || piece.from + piece.frames <= blockStart) continue;
      piece.excerpt ??= new Excerpt(piece.from, piece.frames, this.#factor === 1 ? piece.target : this.#room(piece.frames));
      piece.excerpt.add(mono, frames, blockStart);
      if (piece.excerpt.filled === piece.frames) this.#lower(piece);
    }
  }

  /** Frames at the recording's own rate that wait for the rest of their piece. */
  get heldFrames(): number {
    return this.#pieces.reduce((sum, { excerpt, frames }) => sum + (excerpt ? frames : 0), 0);
  }

  /** At `rateHz`; silent where nothing was decoded. */
  samples(): Float32Array {
    for (const piece of this.#pieces) this.#lower(piece);
    return this.#samples;
  }

  #room(frames: number): Float32Array {
    const spare = this.#spare.pop();
    if (spare?.length !== frames) return new Float32Array(frames);
    spare.fill(0);
    return spare;
  }

  #lower(piece: Piece): void {
    if (!piece.excerpt) return;
    const { samples } = piece.excerpt;
    let low = withoutDamage(samples);
    for (let left = this.#factor; left > 1; left /= 2) low = halved(low);
    const lead = this.#margin / this.#factor;
    piece.target.set(low.subarray(lead, lead + piece.target.length));
    if (this.#factor > 1) this.#spare.push(samples);
    piece.excerpt = null;
    piece.done = true;
  }
}
