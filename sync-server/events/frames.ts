// An event as the bytes that every stream sends: made once, however many read it.
import type { DeviceId } from '../../src/domain/library/ids';
import type { LiveEvent } from '../../src/domain/sync/live';
import type { BusMessage } from './bus';

export interface Frame {
  /** Place among all events of this instance. */
  readonly place: number;
  readonly to: DeviceId | null;
  readonly except: DeviceId | null;
  /** A newer frame of the same key makes this one needless; null where each counts. */
  readonly key: string | null;
  readonly atMs: number;
  readonly type: LiveEvent['type'];
  readonly bytes: Buffer;
}

export function frameOf({ event, to, except }: BusMessage, id: string, place: number, atMs: number): Frame {
  return { place, to, except, key: keyOf(event), atMs, type: event.type, bytes: eventBytes(event, id) };
}

/** One event of the stream, as https://html.spec.whatwg.org/multipage/server-sent-events.html says. */
export function eventBytes({ type, data }: LiveEvent, id: string): Buffer {
  return Buffer.from(`id: ${id}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`);
}

/** Whether a device is meant by it. */
export function isFor({ to, except }: Pick<Frame, 'to' | 'except'>, deviceId: DeviceId): boolean {
  return (to === null || to === deviceId) && except !== deviceId;
}

function keyOf(event: LiveEvent): string | null {
  switch (event.type) {
    case 'progress':
      return `progress ${event.data.deviceId} ${event.data.step}`;
    case 'library_update':
      return 'library_update';
    case 'device':
      return `device ${event.data.deviceId}`;
    case 'notice':
    case 'relay':
      return null;
  }
}
