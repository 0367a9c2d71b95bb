// The position in the current track, kept across reloads. localStorage, because a closing page cannot wait for a database.

const KEY = 'soniquebay.positionS';
const EVERY_S = 2;

export interface PositionMemory {
  load(): number;
  save(positionS: number): void;
  /** Saves only when the position has moved on by a couple of seconds. */
  saveNowAndThen(positionS: number): void;
}

export function positionMemory(storage: Pick<Storage, 'getItem' | 'setItem'>): PositionMemory {
  let savedS = -Infinity;
  const save = (positionS: number): void => {
    savedS = positionS;
    try {
      storage.setItem(KEY, positionS.toFixed(1));
    } catch {
      // A blocked or full storage: the next visit starts the track anew.
    }
  };
  return {
    load() {
      try {
        const positionS = Number(storage.getItem(KEY));
        return positionS > 0 ? positionS : 0;
      } catch {
        return 0;
      }
    },
    save,
    saveNowAndThen(positionS) {
      if (Math.abs(positionS - savedS) >= EVERY_S) save(positionS);
    },
  };
}
