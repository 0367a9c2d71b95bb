// The latest events of a library, from which a stream that was cut off goes on. Bounded: the newest of each key, and some of those that each count.
import type { Frame } from './frames';

const MAX_FRAMES = 512;

export interface MessageLog {
  add(frame: Frame): void;
  /** What came behind a place, oldest first; null when some of it is gone. */
  after(place: number): readonly Frame[] | null;
  /** The newest of each key of a type. */
  latest(type: Frame['type']): readonly Frame[];
}

/** @param from the place from which on it will be told everything */
export function createMessageLog(from: number, maxFrames = MAX_FRAMES): MessageLog {
  // In order of place: what is replaced moves to the end.
  const frames = new Map<string, Frame>();
  let whole = from;

  function slotOf({ key, to, except, place }: Frame): string {
    // Frames for different readers do not stand in for each other.
    return key === null ? `# ${place}` : `${key} ${to ?? ''} ${except ?? ''}`;
  }

  return {
    add(frame) {
      const slot = slotOf(frame);
      frames.delete(slot);
      frames.set(slot, frame);
      if (frames.size <= maxFrames) return;
      for (const [oldest, { place }] of frames) {
        frames.delete(oldest);
        whole = place;
        break;
      }
    },
    after(place) {
      if (place < whole) return null;
      return [...frames.values()].filter((frame) => frame.place > place);
    },
    latest: (type) => [...frames.values()].filter((frame) => frame.type === type),
  };
}
