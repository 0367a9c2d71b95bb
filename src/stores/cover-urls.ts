// Object URLs of covers, shared by all who show one: made once, given back when nobody has shown them for a while.
import { defineStore } from 'pinia';

export interface LoadedCover {
  readonly picture: Blob | null;
  /** False where a better one, or one at all, may come later. */
  readonly final: boolean;
}

interface Entry {
  url: Promise<string | null>;
  /** Known once loaded, so that a row that comes back shows its cover in its first frame. */
  ready: string | null;
  /** False once loaded where there is a better one to look for. */
  final: boolean;
  users: number;
}

/** Covers kept without a user: scrolling back shows them at once. Most are a few kilobytes. */
const KEPT_UNUSED = 400;

export const useCoverUrls = defineStore('coverUrls', () => {
  const entries = new Map<string, Entry>();

  function acquire(key: string, load: () => Promise<LoadedCover>): Entry {
    const entry = entries.get(key) ?? { url: Promise.resolve(null), ready: null, final: false, users: 0 };
    if (!entry.final) fill(entry, load);
    entry.users += 1;
    // Last in the map is last used.
    entries.delete(key);
    entries.set(key, entry);
    return entry;
  }

  function fill(entry: Entry, load: () => Promise<LoadedCover>): void {
    const before = entry.url;
    // So that others who come meanwhile share it.
    entry.final = true;
    const loading = load().catch((): LoadedCover => ({ picture: null, final: false })).then(({ picture, final }) => {
      entry.final = final;
      entry.ready = picture && URL.createObjectURL(picture);
      return entry.ready;
    });
    entry.url = loading;
    // Not before the new one can take its place.
    void Promise.all([before, loading]).then(([old]) => old && revoke(old));
  }

  function release(key: string): void {
    const entry = entries.get(key);
    if (!entry) return;
    entry.users -= 1;
    let spare = entries.size - KEPT_UNUSED;
    for (const [oldKey, old] of entries) {
      if (spare <= 0) break;
      if (old.users > 0) continue;
      spare -= 1;
      entries.delete(oldKey);
      void old.url.then((url) => url && revoke(url));
    }
  }

  return { acquire, release };
});

function revoke(url: string): void {
  URL.revokeObjectURL(url);
}
