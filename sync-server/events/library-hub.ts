// The open streams of one library and its latest events.
import type { DeviceId } from '../../src/domain/library/ids';
import type { LiveEvent, Notice } from '../../src/domain/sync/live';
import type { DeviceInfo } from '../../src/domain/sync/protocol';
import type { Kysely } from 'kysely';
import type { Tables } from '../store/schema';
import type { BusMessage } from './bus';
import { readDeviceInfos } from './device-info';
import { EventStream, type StreamSocket } from './event-stream';
import { frameOf, type Frame } from './frames';
import { readLibraryNow, readStreamStart } from './library-state';
import { createMessageLog, type MessageLog } from './message-log';
import type { Places } from './places';
import type { Presence } from './presence';
import type { Timers } from './timers';

/** Progress older than this says nothing about now. */
const PROGRESS_FRESH_MS = 60_000;
/** Many devices come at once after a restart; their rows are read once for all of them. */
const DEVICES_FRESH_MS = 2_000;
/** Changes of who is online are told together. */
const PRESENCE_PAUSE_MS = 100;
const RETRY_MS = 2_000;

export interface LibraryHubDeps {
  readonly db: Kysely<Tables>;
  readonly places: Places;
  readonly presence: Pick<Presence, 'isOnline'>;
  readonly now: () => number;
  readonly timers: Timers;
}

export class LibraryHub {
  readonly streams = new Set<EventStream>();
  private readonly log: MessageLog;
  private devices: { readonly atMs: number; readonly rows: Promise<readonly DeviceInfo[]> } | null = null;
  private readonly changed = new Set<DeviceId>();

  constructor(private readonly libraryId: string, private readonly deps: LibraryHubDeps) {
    this.log = createMessageLog(deps.places.current());
  }

  /** @param lastEventId what the reader says it has; null for a first visit */
  open(deviceId: DeviceId, socket: StreamSocket, lastEventId: string | null): EventStream {
    const stream = new EventStream(deviceId, socket, this.deps.now);
    this.streams.add(stream);
    // The database is away: the reader comes again by itself.
    this.begin(stream, lastEventId).catch(() => stream.cut());
    return stream;
  }

  deliver(message: BusMessage): void {
    const { places, now } = this.deps;
    const place = places.next();
    const frame = frameOf(message, places.idOf(place), place, now());
    this.log.add(frame);
    if (message.event.type === 'device') this.devices = null;
    if (message.event.type === 'notice' && message.event.data.code === 'revoked') return this.finishThose(frame);
    for (const stream of this.streams) stream.offer(frame);
  }

  /** Tells everyone soon whether this device is online. */
  presenceChanged(deviceId: DeviceId): void {
    if (this.changed.size === 0) this.deps.timers.after(PRESENCE_PAUSE_MS, () => void this.tellPresence());
    this.changed.add(deviceId);
  }

  /** Events of other instances may have been missed: what they would have said is read from the database. */
  async catchUp(): Promise<void> {
    try {
      const { cursor, revoked } = await readLibraryNow(this.deps.db, this.libraryId);
      for (const deviceId of revoked) {
        if ([...this.streams].some((stream) => stream.deviceId === deviceId)) this.tell(this.notice('revoked'), deviceId);
      }
      this.tell(this.notice('resync'));
      this.tell({ type: 'library_update', data: { libraryId: this.libraryId, cursor } });
    } catch {
      this.deps.timers.after(RETRY_MS, () => void this.catchUp());
    }
  }

  beat(comment: Buffer): void {
    for (const stream of this.streams) stream.beat(comment);
  }

  finishAll(event: LiveEvent): void {
    const frame = this.stateFrame(event, this.deps.places.current());
    for (const stream of this.streams) stream.finish(frame);
  }

  cutAll(): void {
    for (const stream of this.streams) stream.cut();
  }

  private async begin(stream: EventStream, lastEventId: string | null): Promise<void> {
    const { db, places } = this.deps;
    // What comes from here on waits in the stream itself.
    const place = places.current();
    const start = await readStreamStart(db, this.libraryId, stream.deviceId);
    if (!start || start.revoked) return stream.finish(this.stateFrame(this.notice('revoked'), place));
    const last = lastEventId === null ? null : places.placeOf(lastEventId);
    const missed = last === null ? null : this.log.after(last);
    if (missed) return stream.open(this.upTo(place, missed));
    const devices = await this.readDevices();
    stream.open([
      ...(lastEventId === null ? [] : [this.stateFrame(this.notice('resync'), place)]),
      this.stateFrame({ type: 'library_update', data: { libraryId: this.libraryId, cursor: start.cursor } }, place),
      ...devices.filter((device) => device.online).map((data) => this.stateFrame({ type: 'device', data }, place)),
      ...this.upTo(place, this.log.latest('progress')),
    ]);
  }

  private upTo(place: number, frames: readonly Frame[]): Frame[] {
    const now = this.deps.now();
    return frames.filter((frame) => frame.place <= place && (frame.type !== 'progress' || now - frame.atMs < PROGRESS_FRESH_MS));
  }

  /** Part of the state at a place: who has it, has everything up to there. */
  private stateFrame(event: LiveEvent, place: number): Frame {
    const { places, now } = this.deps;
    return frameOf({ libraryId: this.libraryId, to: null, except: null, event }, places.idOf(place), place, now());
  }

  private async tellPresence(): Promise<void> {
    const changed = new Set(this.changed);
    this.changed.clear();
    if (this.streams.size === 0) return;
    this.devices = null;
    // A reader that missed this hears it with the next change, or when it resumes.
    const devices = await this.readDevices().catch(() => []);
    for (const data of devices) if (changed.has(data.deviceId)) this.tell({ type: 'device', data });
  }

  private async readDevices(): Promise<readonly DeviceInfo[]> {
    const { db, presence, now } = this.deps;
    if (!this.devices || now() - this.devices.atMs >= DEVICES_FRESH_MS) {
      const rows = readDeviceInfos(db, this.libraryId, () => false);
      this.devices = { atMs: now(), rows };
      rows.catch(() => {
        this.devices = null;
      });
    }
    const rows = await this.devices.rows;
    return rows.map((row) => ({ ...row, online: presence.isOnline(this.libraryId, row.deviceId) }));
  }

  private tell(event: LiveEvent, to: DeviceId | null = null): void {
    this.deliver({ libraryId: this.libraryId, to, except: null, event });
  }

  private notice(code: Notice['code']): LiveEvent {
    return { type: 'notice', data: { code } };
  }

  private finishThose(frame: Frame): void {
    for (const stream of this.streams) if (frame.to === null || stream.deviceId === frame.to) stream.finish(frame);
  }
}
