// One tie to a server as the leading tab lives it: rounds, the event stream, the devices, what they tell and what is told them.
import type { CoverHash, DeviceId } from '../../domain/library/ids';
import type { AppError, Result } from '../../domain/result';
import type { Connection, SyncApi } from '../../domain/sync/connection';
import type { LiveEvent, RelayRequest } from '../../domain/sync/live';
import type { Listenable } from '../listenable';
import type { PipelineState } from '../pipeline/pipeline';
import type { WorkerCalls } from '../workers/worker-client';
import { callJson, refusesDevice, type Caller, type Fetch } from './api-client';
import { coverQueue } from './cover-queue';
import { createDeviceList } from './device-list';
import { openEventStream } from './event-stream';
import { tellOwnProgress } from './own-progress';
import { followRemoteProgress } from './remote-progress';
import { createRounds } from './rounds';
import type { SyncState } from './sync';

export interface Line {
  /** `navigator.onLine`. */
  isOnline(): boolean;
  /** Told when the line comes or goes, and when the page is seen again. */
  onChange(listener: () => void): () => void;
}

export interface SessionDeps {
  readonly api: WorkerCalls<SyncApi>;
  readonly fetch: Fetch;
  readonly line: Line;
  readonly pipeline: Listenable<PipelineState>;
  readonly now: () => number;
  readonly random: () => number;
  readonly newId: () => string;
  /** Waits before a round that a change of the library sets off. */
  readonly soonMs?: number;
}

export interface SessionEvents {
  readonly onState: (patch: Partial<SyncState>) => void;
  readonly onRelay: (request: RelayRequest) => void;
}

export interface Session {
  /** Something waits to be sent. */
  pending(): void;
  force(): void;
  interrupt(): void;
  wantCover(coverHash: CoverHash, large: boolean): void;
  loadDevices(): Promise<void>;
  end(): void;
}

export function openSession(deps: SessionDeps, connection: Connection, deviceId: DeviceId, { onState, onRelay }: SessionEvents): Session {
  const caller: Caller = { url: connection.url, token: connection.token };
  let ended = false;
  let live = false;
  const remote = followRemoteProgress(deps.now, (remoteProgress) => tell({ remoteProgress }));
  const devices = createDeviceList(deps.fetch, caller, (list) => tell({ devices: list }));
  const covers = coverQueue((coverHash, large): Promise<Result<boolean>> => deps.api.fetchCover(coverHash, large));
  const rounds = createRounds({
    exchange: (onProgress) => deps.api.exchange(onProgress),
    stop: () => deps.api.stop(),
    isOnline: deps.line.isOnline,
    now: deps.now, random: deps.random,
    onState: tell,
    ...(deps.soonMs === undefined ? {} : { soonMs: deps.soonMs }),
  });
  const stream = openEventStream({ fetch: deps.fetch, caller, random: deps.random, onEvent: hear, onOpen, onClosed });
  const endProgress = tellOwnProgress({
    pipeline: deps.pipeline, newId: deps.newId,
    send: async (progress) => live && callJson(deps.fetch, caller, 'POST', 'api/events/progress', { ...progress, deviceId }),
  });
  let wasOnline = deps.line.isOnline();
  const endLine = deps.line.onChange(() => {
    const isBack = deps.line.isOnline() && !wasOnline;
    wasOnline = deps.line.isOnline();
    if (!wasOnline) return rounds.lost();
    if (isBack) stream.renew();
    else stream.retryNow();
    rounds.now();
  });

  function tell(patch: Partial<SyncState>): void {
    if (!ended) onState(patch);
  }

  function onOpen(): void {
    live = true;
    tell({ live });
    covers.tryAgain();
    rounds.now();
    void devices.load();
  }

  function onClosed(error: AppError): void {
    live = false;
    tell({ live });
    if (error.code === 'network') rounds.lost();
    else if (refusesDevice(error)) rounds.refuse(error);
  }

  function hear(event: LiveEvent): void {
    switch (event.type) {
      case 'progress':
        if (event.data.deviceId !== deviceId) remote.heard(event.data);
        return;
      case 'library_update':
        return rounds.heard();
      case 'device':
        if (!event.data.online) remote.forget(event.data.deviceId);
        return devices.heard(event.data);
      case 'relay':
        return onRelay(event.data);
      case 'notice':
        if (event.data.code === 'revoked') rounds.refuse({ code: 'revoked' });
        else if (event.data.code === 'resync') rounds.heard();
    }
  }

  rounds.now();
  return {
    pending: rounds.soon,
    force() {
      stream.retryNow();
      rounds.force();
    },
    interrupt: rounds.interrupt,
    wantCover: covers.want,
    loadDevices: devices.load,
    end() {
      ended = true;
      endLine();
      endProgress();
      stream.end();
      rounds.end();
      covers.end();
      remote.end();
    },
  };
}
