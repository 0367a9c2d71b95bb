// Samples as they lie in a file: whole numbers of any width, floating point, A-law and µ-law.
import type { PartDecoder, Pcm } from './pcm';

export interface PlainLayout {
  /** `raw` are whole numbers from 0 on, with silence in their middle: 8 bits only. */
  readonly coding: 'whole' | 'raw' | 'float' | 'alaw' | 'ulaw';
  /** Of one sample; narrower ones fill the high bits. */
  readonly bytes: number;
  readonly channels: number;
  readonly rateHz: number;
  readonly littleEndian: boolean;
}

type Read = (view: DataView, at: number) => number;

const NONE: Pcm = { channelData: [], sampleRate: 0 };

/** @returns null where samples of this coding are never so wide */
export function plainDecoder(layout: PlainLayout): PartDecoder | null {
  const read = readerOf(layout);
  if (!read) return null;
  let held = new Uint8Array(0);
  return {
    decode(bytes) {
      const all = joined(held, bytes);
      const frames = Math.floor(all.length / (layout.bytes * layout.channels));
      held = all.slice(frames * layout.bytes * layout.channels);
      return { channelData: planes(all, frames, layout, read), sampleRate: layout.rateHz };
    },
    flush: () => NONE,
    free: () => undefined,
  };
}

function planes(bytes: Uint8Array, frames: number, { channels, bytes: width }: PlainLayout, read: Read): Float32Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return Array.from({ length: channels }, (_, channel) => {
    const plane = new Float32Array(frames);
    for (let i = 0, at = channel * width; i < frames; i++, at += channels * width) plane[i] = read(view, at);
    return plane;
  });
}

function readerOf({ coding, bytes, littleEndian }: PlainLayout): Read | null {
  switch (`${coding} ${bytes}`) {
    case 'whole 1': return (view, at) => view.getInt8(at) / 2 ** 7;
    case 'raw 1': return (view, at) => (view.getUint8(at) - 128) / 2 ** 7;
    case 'whole 2': return (view, at) => view.getInt16(at, littleEndian) / 2 ** 15;
    case 'whole 3': return littleEndian
      ? (view, at) => (view.getInt16(at + 1, true) * 256 + view.getUint8(at)) / 2 ** 23
      : (view, at) => (view.getInt16(at) * 256 + view.getUint8(at + 2)) / 2 ** 23;
    case 'whole 4': return (view, at) => view.getInt32(at, littleEndian) / 2 ** 31;
    case 'float 4': return (view, at) => view.getFloat32(at, littleEndian);
    case 'float 8': return (view, at) => view.getFloat64(at, littleEndian);
    case 'alaw 1': return (view, at) => aLaw(view.getUint8(at));
    case 'ulaw 1': return (view, at) => muLaw(view.getUint8(at));
    default: return null;
  }
}

/** ITU-T G.711: sign, three bits of which segment, four of where in it; every other bit is turned. */
function aLaw(code: number): number {
  const bits = code ^ 0x55;
  const segment = (bits >> 4) & 7;
  const within = ((bits & 15) << 4) + 8;
  const size = segment === 0 ? within : (within + 256) << (segment - 1);
  return (bits & 0x80 ? size : -size) / 2 ** 15;
}

/** ITU-T G.711: all bits are turned, and the segments begin at 132. */
function muLaw(code: number): number {
  const bits = ~code & 0xff;
  const size = ((((bits & 15) << 3) + 132) << ((bits >> 4) & 7)) - 132;
  return (bits & 0x80 ? -size : size) / 2 ** 15;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length === 0) return b;
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
