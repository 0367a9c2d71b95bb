// One open stream: writes while its reader keeps up, holds back the newest of each kind while not, and gives up on one that stays behind.
import type { DeviceId } from '../../src/domain/library/ids';
import { isFor, type Frame } from './frames';
import { createPendingFrames, type PendingFrames } from './pending-frames';

/** The part of an HTTP response that a stream needs. */
export interface StreamSocket {
  /** @returns false when the reader does not keep up; `drain` tells when it does again */
  write(bytes: Buffer | string): boolean;
  on(event: 'drain', listener: () => void): unknown;
  /** Ends politely: what was written still goes out. */
  end(): unknown;
  destroy(): unknown;
}

/** A reader that takes nothing for so long is cut off. It resumes from the last event it has. */
export const STALLED_LIMIT_MS = 45_000;

export class EventStream {
  private pending: PendingFrames | null = null;
  private stalledSinceMs: number | null = null;
  private opening = true;
  private ended = false;

  constructor(
    readonly deviceId: DeviceId,
    private readonly socket: StreamSocket,
    private readonly now: () => number,
  ) {
    socket.on('drain', () => this.flush());
  }

  /** Until the state that it starts from is written, new events wait behind it. @param start bounded by the number of devices, so never refused */
  open(start: readonly Frame[]): void {
    if (this.ended) return;
    this.opening = false;
    const meant = start.filter((frame) => isFor(frame, this.deviceId));
    if (meant.length > 0) this.write(Buffer.concat(meant.map((frame) => frame.bytes)));
    if (this.stalledSinceMs === null) this.flush();
  }

  /** Sends it if it is meant for this device, or keeps it until the reader takes more. */
  offer(frame: Frame): void {
    if (this.ended || !isFor(frame, this.deviceId)) return;
    if (!this.opening && this.stalledSinceMs === null) return this.write(frame.bytes);
    this.pending ??= createPendingFrames();
    if (!this.pending.add(frame)) this.cut();
  }

  /** A comment that keeps proxies from closing the connection, and finds out that a reader is gone. */
  beat(comment: Buffer): void {
    if (this.stalledSinceMs === null) this.write(comment);
    else if (this.now() - this.stalledSinceMs >= STALLED_LIMIT_MS) this.cut();
  }

  /** Ends after what was written. */
  finish(last: Frame): void {
    if (this.ended) return;
    this.socket.write(last.bytes);
    this.ended = true;
    this.pending = null;
    // A reader that does not even take the goodbye is cut off in time.
    this.stalledSinceMs = this.now();
    this.socket.end();
  }

  /** Ends at once; what was not yet taken is lost to this connection. */
  cut(): void {
    this.ended = true;
    this.pending = null;
    this.stalledSinceMs ??= this.now();
    this.socket.destroy();
  }

  private write(bytes: Buffer): void {
    if (!this.socket.write(bytes)) this.stalledSinceMs = this.now();
  }

  private flush(): void {
    if (this.ended) return;
    this.stalledSinceMs = null;
    if (this.opening) return;
    while (this.pending && this.stalledSinceMs === null) {
      const frame = this.pending.take();
      if (frame) this.write(frame.bytes);
      else this.pending = null;
    }
  }
}
