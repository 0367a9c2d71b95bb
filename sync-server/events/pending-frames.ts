// What waits for a reader that does not keep up: the newest of each kind, and a bounded number of those that each count.
import type { Frame } from './frames';

/** Every device of a big household with all its steps fits; a relay request matters for seconds only. */
export const MAX_PENDING = 256;

export interface PendingFrames {
  /** @returns whether there was room */
  add(frame: Frame): boolean;
  /** The oldest, taken out. */
  take(): Frame | null;
  readonly size: number;
}

/** Order is kept, so that the last frame sent is always the right one to resume from. */
export function createPendingFrames(maxFrames = MAX_PENDING): PendingFrames {
  const frames = new Map<string, Frame>();
  return {
    get size() {
      return frames.size;
    },
    add(frame) {
      const slot = frame.key ?? `# ${frame.place}`;
      frames.delete(slot);
      if (frames.size >= maxFrames) return false;
      frames.set(slot, frame);
      return true;
    },
    take() {
      for (const [slot, frame] of frames) {
        frames.delete(slot);
        return frame;
      }
      return null;
    },
  };
}
