// What waits to be told to the other instances: bounded, so that a database that is away costs no memory.

const MAX_TEXTS = 10_000;
const MAX_CHARS = 4_000_000;

export interface Outbox {
  add(text: string): void;
  /** Takes what waits. `lost`: some had to be thrown away since the last time. */
  take(): { readonly texts: readonly string[]; readonly lost: boolean };
  /** Puts back what could not be sent, before what came since. */
  putBack(taken: { readonly texts: readonly string[]; readonly lost: boolean }): void;
  isEmpty(): boolean;
}

export function createOutbox(): Outbox {
  let texts: string[] = [];
  let chars = 0;
  let lost = false;

  function keepBounds(): void {
    if (texts.length <= MAX_TEXTS && chars <= MAX_CHARS) return;
    // All of it: the others read the present state anew after a loss, whatever its size.
    [texts, chars, lost] = [[], 0, true];
  }

  return {
    add(text) {
      texts.push(text);
      chars += text.length;
      keepBounds();
    },
    take() {
      const taken = { texts, lost };
      [texts, chars, lost] = [[], 0, false];
      return taken;
    },
    putBack(taken) {
      texts = [...taken.texts, ...texts];
      chars += taken.texts.reduce((sum, text) => sum + text.length, 0);
      lost ||= taken.lost;
      keepBounds();
    },
    isEmpty: () => texts.length === 0 && !lost,
  };
}
