// Sends parts of this device's files to the server while another device plays them, if the person allows that.
import type { Database } from '../../db/database';
import { tracksByIds, tracksOfRecordings } from '../../db/tracks';
import type { ContentKey } from '../../domain/library/ids';
import { fileNameOf, HERE, type TrackRow } from '../../domain/library/track';
import type { RelayRequest } from '../../domain/sync/live';
import { openTrackFile } from '../folders/open-file';
import { request as send, type Caller, type Fetch } from './api-client';
import { audioTypeOf } from './audio-type';

/** What plays, its next track, and one seek: more would take the line from who sits here. */
const MAX_AT_ONCE = 3;
/** A player that jumps lets go of its old part a moment after it asked for the new one. */
const PATIENCE_MS = 3_000;

export interface RelayDeps {
  readonly db: Database;
  readonly fetch: Fetch;
  readonly patienceMs?: number;
}

export interface Relay {
  /** Answers the server's request with bytes, or that this device cannot; the server then asks another. */
  serve(request: RelayRequest, caller: Caller, isAllowed: () => boolean): Promise<void>;
  /** Breaks off what is being sent. */
  stop(): void;
}

export function createRelay({ db, fetch, patienceMs = PATIENCE_MS }: RelayDeps): Relay {
  const sending = new Set<AbortController>();
  const waiting: (() => void)[] = [];

  /** @returns whether there is room now, or was made in time */
  function room(): Promise<boolean> {
    if (sending.size < MAX_AT_ONCE) return Promise.resolve(true);
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        waiting.splice(waiting.indexOf(next), 1);
        resolve(false);
      }, patienceMs);
      const next = (): void => {
        clearTimeout(timer);
        resolve(true);
      };
      waiting.push(next);
    });
  }

  async function upload({ requestId, start, end }: RelayRequest, caller: Caller, row: TrackRow, file: File, signal: AbortSignal): Promise<void> {
    // A slice is a view: the browser reads it from the disk as the line takes it.
    const part = file.slice(start, end === null ? file.size : end + 1);
    const headers = { 'content-type': audioTypeOf(fileNameOf(row.path)), 'x-total-bytes': String(file.size) };
    // A player that jumps or stops breaks the line: that is no error of anyone.
    await send(fetch, caller, `api/relay/${requestId}`, { method: 'POST', body: part, headers, signal });
  }

  async function refuse({ requestId }: RelayRequest, caller: Caller): Promise<void> {
    await send(fetch, caller, `api/relay/${requestId}`, { method: 'DELETE' });
  }

  return {
    async serve(request, caller, isAllowed) {
      if (!isAllowed() || !(await room()) || !isAllowed()) return refuse(request, caller);
      const mine = new AbortController();
      sending.add(mine);
      try {
        const row = await presentTrack(db, request.contentKey);
        const file = row && await openTrackFile(db, row.trackId);
        if (file?.ok && row && !mine.signal.aborted) await upload(request, caller, row, file.value, mine.signal);
        else await refuse(request, caller);
      } finally {
        sending.delete(mine);
        waiting.shift()?.();
      }
    },
    stop() {
      for (const each of sending) each.abort();
    },
  };
}

async function presentTrack(db: Database, contentKey: ContentKey): Promise<TrackRow | null> {
  const trackId = (await tracksOfRecordings(db, [contentKey])).get(contentKey);
  const [row] = trackId === undefined ? [] : await tracksByIds(db, [trackId]);
  // A part of a file would arrive as all of it.
  return row?.missing === HERE && !row.segment ? row : null;
}
