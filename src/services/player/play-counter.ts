// Counts a play once enough of the track was really heard.
import { addPlay } from '../../db/choices';
import type { Database } from '../../db/database';
import type { ContentKey } from '../../domain/library/ids';
import { jumped, listened, NOT_LISTENED } from '../../domain/playback/listening';

export interface PlayCounterDeps {
  readonly db: Database;
  readonly now: () => number;
  readonly newId: () => string;
}

export interface PlayCounter {
  /** Another track, or the same from its start. */
  restart(): void;
  heard(contentKey: ContentKey | null, positionS: number, durationS: number): void;
  jumped(): void;
}

export function createPlayCounter({ db, now, newId }: PlayCounterDeps): PlayCounter {
  let listening = NOT_LISTENED;
  return {
    restart() {
      listening = NOT_LISTENED;
    },
    heard(contentKey, positionS, durationS) {
      const before = listening;
      listening = listened(before, positionS, durationS);
      if (listening.counted && !before.counted && contentKey) void addPlay(db, contentKey, { nowMs: now(), newId });
    },
    jumped() {
      listening = jumped(listening);
    },
  };
}
