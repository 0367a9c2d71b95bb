// Object URLs of covers, shared by all who show one: made once, given back when nobody has shown them for a while.
import { defineStore } from 'pinia';

interface Entry {
  url: Promise<string | null>;
  /** Known once loaded, so that a row that comes back shows its cover in its first frame. */
  ready: string | null;
  /** There was none when it was looked for; it may have come since. */
  missing: boolean;
  users: number;
}

/** Covers kept without a user: scrolling back shows them at once. A thumbnail is a few kilobytes. */
const KEPT_UNUSED = 400;

export const useCoverUrls = defineStore('coverUrls', () => {
  const entries = new Map<string, Entry>();

  function acquire(key: string, load: () => Promise<Blob | null>): Entry {
    const entry = entries.get(key) ?? { url: Promise.resolve(null), ready: null, missing: true, users: 0 };
    if (entry.missing) fill(entry, load);
    entry.users += 1;
    // Last in the map is last used.
    entries.delete(key);
    entries.set(key, entry);
    return entry;
  }

  function fill(entry: Entry, load: () => Promise<Blob | null>): void {
    entry.missing = false;
    entry.url = load().then((blob) => blob && URL.createObjectURL(blob), () => null);
    void entry.url.then((url) => {
      entry.ready = url;
      entry.missing = url === null;
    });
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
      void old.url.then((url) => url && URL.revokeObjectURL(url));
    }
  }

  return { acquire, release };
});
