// The boxes that MP4 and QuickTime files are made of (ISO 14496-12, section 4.2).
import { bytesOf, idAt, uint64, viewOf } from './bytes';

/** Covers lie in it too. */
const MOST_MOOV_BYTES = 64 * 1024 * 1024;

interface Box {
  readonly id: string;
  readonly body: DataView;
}

/** The body of the box that describes all tracks; null where there is none, or one of a size that cannot be. */
export async function moovOf(file: Blob): Promise<DataView | null> {
  for (let at = 0; at + 8 <= file.size; ) {
    const head = await viewOf(file, at, 16);
    const headBytes = head.getUint32(0) === 1 ? 16 : 8;
    const length = headBytes === 16 ? uint64(head, 8, false) : head.getUint32(0) || file.size - at;
    if (length < headBytes) return null;
    if (idAt(head, 4) === 'moov') return length > MOST_MOOV_BYTES ? null : new DataView((await bytesOf(file, at + headBytes, length - headBytes)).buffer);
    at += length;
  }
  return null;
}

/** The body of the first box along a path of names. */
export function boxAt(within: DataView | undefined, ...path: readonly string[]): DataView | undefined {
  return path.reduce((body: DataView | undefined, name) => body && boxesIn(body).find(({ id }) => id === name)?.body, within);
}

/** A box that says that it reaches further than what it lies in ends with that. */
export function boxesIn(within: DataView | undefined): Box[] {
  const boxes: Box[] = [];
  for (let at = 0; within && at + 8 <= within.byteLength; ) {
    const told = within.getUint32(at);
    const headBytes = told === 1 ? 16 : 8;
    const length = told === 1 && at + 16 <= within.byteLength ? uint64(within, at + 8, false) : told || within.byteLength - at;
    const end = Math.min(within.byteLength, at + length);
    if (end < at + headBytes) return boxes;
    boxes.push({ id: idAt(within, at + 4), body: new DataView(within.buffer, within.byteOffset + at + headBytes, end - at - headBytes) });
    at = end;
  }
  return boxes;
}

/** What lies past the end reads as nothing. */
export function numberAt(view: DataView, at: number): number {
  return at + 4 <= view.byteLength ? view.getUint32(at) : 0;
}
