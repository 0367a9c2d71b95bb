// The frames of a FLAC file, one after the other, from any place on. mediabunny reads all that lies before a place, keeps a note of each frame
// while the file is open, and takes a rate that the frames write in kHz for Hz.
import type { CodedPacket } from '../webcodecs';
import { flacHeader, MOST_HEAD_BYTES, nextNumber, type FlacHeader, type StreamInfo } from './flac-header';
import { Window } from './window';

const WINDOW_BYTES = 512 * 1024;
/** What is read at each place that is tried when a time is looked for. */
const PROBE_BYTES = 64 * 1024;
/** What looks like a head in damaged data and has a number further on than this is none. */
const MOST_LOST_S = 600;
/** The first 15 bits of a head. */
const [SYNC, SYNC_REST] = [0xff, 0xf8];

interface Frame {
  readonly at: number;
  readonly header: FlacHeader;
  /** Where the next one begins; of the last one and of a damaged one, where it must have ended. */
  readonly end: number;
  /** Of the one that begins there; null where none does. */
  readonly next: FlacHeader | null;
}

interface Found {
  readonly at: number;
  readonly header: FlacHeader;
}

export class FlacWalk {
  readonly #file: Blob;
  readonly #from: number;
  readonly #info: StreamInfo;
  #first: Frame | null = null;

  /** @param from where the frames begin */
  constructor(file: Blob, from: number, info: StreamInfo) {
    this.#file = file;
    this.#from = from;
    this.#info = info;
  }

  /** All packets from the one that `fromS` lies in. */
  async *packets(fromS: number): AsyncGenerator<CodedPacket, void, unknown> {
    const window = this.#window(WINDOW_BYTES);
    for (let frame = await this.#before(fromS); frame; frame = await this.#after(window, frame)) {
      if (this.#endS(frame) <= fromS) continue;
      if (!window.holds(frame.at)) await window.move(frame.at);
      yield { data: window.bytes(frame.at, frame.end - frame.at), timestamp: this.#startS(frame) };
    }
  }

  /** As the file's head says, else from the numbers of its last frames; 0 for a file without frames. */
  async durationS(): Promise<number> {
    if (this.#info.samples > 0) return this.#info.samples / this.#info.rateHz;
    const window = this.#window(WINDOW_BYTES);
    let endS = 0;
    for (let frame = await this.#before(Infinity); frame; frame = await this.#after(window, frame)) endS = this.#endS(frame);
    return endS;
  }

  #window(bytes: number): Window {
    const look = this.#info.mostFrameBytes + MOST_HEAD_BYTES;
    return new Window(this.#file, Math.max(bytes, 2 * look), look);
  }

  #startS({ header }: Frame): number {
    const { at, header: first } = this.#first as Frame;
    // A stream that was cut out of a longer one counts on; but the first that is found may not be the first.
    const before = at === this.#from ? first.number : 0;
    return ((header.number - before) * (header.variable ? 1 : first.block)) / this.#info.rateHz;
  }

  #endS(frame: Frame): number {
    return this.#startS(frame) + frame.header.block / this.#info.rateHz;
  }

  /** A frame that begins before a time, by halving the stretch of the file that it must lie in. */
  async #before(timeS: number): Promise<Frame | null> {
    const window = this.#window(PROBE_BYTES);
    this.#first ??= await this.#find(window, this.#from, null);
    let low = this.#first;
    if (!low || this.#endS(low) > timeS) return low;
    for (let high = this.#file.size; high - low.end > WINDOW_BYTES; ) {
      const middle = Math.floor((low.end + high) / 2);
      const frame = await this.#find(window, middle, low.header, high);
      if (frame && this.#startS(frame) <= timeS) low = frame;
      else high = middle;
    }
    return low;
  }

  async #after(window: Window, { header, end, next }: Frame): Promise<Frame | null> {
    if (!next) return this.#find(window, end, header);
    if (!window.holds(end)) await window.move(end);
    return this.#frame(window, { at: end, header: next });
  }

  /** The first frame from a place on that another one follows, or the file's end. @param before of an earlier frame */
  async #find(window: Window, from: number, before: FlacHeader | null, until = window.size): Promise<Frame | null> {
    for (let at = from; at < until; ) {
      if (!window.holds(at)) await window.move(at);
      const limit = Math.min(until, at + this.#info.mostFrameBytes);
      const found = this.#headIn(window, at, limit, (header) => !before || (header.variable === before.variable && header.number > before.number));
      at = found ? found.at + 1 : limit;
      if (!found) continue;
      if (!window.holds(found.at)) await window.move(found.at);
      const frame = this.#frame(window, found);
      if (frame.next?.number === nextNumber(frame.header) || frame.end === window.size) return frame;
    }
    return null;
  }

  /** Its end is the next head with the next number; behind damage, any that may be of this stream. */
  #frame(window: Window, { at, header }: Found): Frame {
    const { leastFrameBytes, mostFrameBytes, rateHz } = this.#info;
    const limit = Math.min(window.size, at + mostFrameBytes + 1);
    const mostLost = (MOST_LOST_S * rateHz) / (header.variable ? 1 : header.block);
    const following = this.#headIn(window, at + leastFrameBytes, limit, ({ variable, number }) => variable === header.variable && number === nextNumber(header))
      ?? this.#headIn(window, at + leastFrameBytes, limit, ({ variable, number }) => variable === header.variable && number > header.number && number <= header.number + mostLost);
    return { at, header, end: following?.at ?? (limit === window.size ? limit : at + mostFrameBytes), next: following?.header ?? null };
  }

  #headIn(window: Window, from: number, until: number, accept: (header: FlacHeader) => boolean): Found | null {
    const bytes = window.bytes(from, until - from + MOST_HEAD_BYTES);
    for (let i = bytes.indexOf(SYNC); i >= 0 && from + i < until; i = bytes.indexOf(SYNC, i + 1)) {
      if (((bytes[i + 1] ?? 0) & 0xfe) !== SYNC_REST) continue;
      const header = flacHeader(bytes.subarray(i, i + MOST_HEAD_BYTES), this.#info);
      if (header && accept(header)) return { at: from + i, header };
    }
    return null;
  }
}
