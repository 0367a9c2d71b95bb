// Requests that wait for a device's bytes, on the instance that the player asked.
import { randomBytes } from 'node:crypto';
import type { ContentKey, DeviceId } from '../../src/domain/library/ids';
import type { EventBus } from '../events/bus';
import type { Timers } from '../events/timers';
import type { AskedRange } from './byte-range';
import type { Upload } from './upload';

export interface Question extends AskedRange {
  readonly libraryId: string;
  readonly deviceId: DeviceId;
  readonly contentKey: ContentKey;
}

/** `taken` settles once the bytes have gone through, with whether they all did. */
export type DeviceAnswer =
  | { readonly type: 'upload'; readonly upload: Upload; readonly taken: (whole: boolean) => void }
  | { readonly type: 'refused' | 'silent' | 'given-up' };

export interface Waiting {
  readonly question: Question;
  /** @returns whether all bytes went through */
  give(upload: Upload): Promise<boolean>;
  refuse(): void;
}

export interface RelayDesk {
  /** Asks a device and waits for its answer. @param signal aborted when the player has gone */
  ask(question: Question, patienceMs: number, signal: AbortSignal): Promise<DeviceAnswer>;
  /** Takes a waiting request, once, if it waits for this device. */
  claim(requestId: string, sender: Pick<Question, 'libraryId' | 'deviceId'>): Waiting | null;
}

export interface RelayDeskDeps {
  readonly bus: EventBus;
  /** Begins each request's id, so that whichever instance gets the bytes knows who waits for them. */
  readonly instanceId: string;
  readonly timers: Timers;
}

export function createRelayDesk({ bus, instanceId, timers }: RelayDeskDeps): RelayDesk {
  const waiting = new Map<string, { readonly question: Question; readonly settle: (answer: DeviceAnswer) => void }>();

  return {
    ask(question, patienceMs, signal) {
      const { libraryId, deviceId, contentKey, start, end } = question;
      const requestId = `${instanceId}.${randomBytes(16).toString('base64url')}`;
      return new Promise((resolve) => {
        const settle = (answer: DeviceAnswer): void => {
          waiting.delete(requestId);
          stopTimer();
          signal.removeEventListener('abort', giveUp);
          resolve(answer);
        };
        const giveUp = (): void => settle({ type: 'given-up' });
        const stopTimer = timers.after(patienceMs, () => settle({ type: 'silent' }));
        if (signal.aborted) return giveUp();
        signal.addEventListener('abort', giveUp);
        waiting.set(requestId, { question, settle });
        bus.publish({ libraryId, to: deviceId, except: null, event: { type: 'relay', data: { requestId, contentKey, start, end } } });
      });
    },
    claim(requestId, { libraryId, deviceId }) {
      const found = waiting.get(requestId);
      if (!found || found.question.libraryId !== libraryId || found.question.deviceId !== deviceId) return null;
      waiting.delete(requestId);
      return {
        question: found.question,
        give: (upload) => new Promise((taken) => found.settle({ type: 'upload', upload, taken })),
        refuse: () => found.settle({ type: 'refused' }),
      };
    },
  };
}
