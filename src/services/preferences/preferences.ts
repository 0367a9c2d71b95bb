// Settings of this device that must be there before the first paint: kept in localStorage, parsed with defaults.
import * as v from 'valibot';
import { SORT_FIELDS } from '../../domain/query/query';
import { channel, type Listenable } from '../listenable';

const schema = v.object({
  theme: v.fallback(v.picklist(['system', 'light', 'dark']), 'system'),
  /** null: the browser's language decides. */
  locale: v.fallback(v.nullable(v.picklist(['en', 'fr'])), null),
  density: v.fallback(v.picklist(['comfortable', 'compact']), 'comfortable'),
  /** Visible columns of track tables, in order. */
  columns: v.fallback(v.array(v.picklist(SORT_FIELDS)), ['title', 'album', 'durationS', 'tempoBpm', 'key', 'loudnessLufs', 'rating']),
  columnWidthsPx: v.fallback(v.record(v.string(), v.number()), {}),
  navCollapsed: v.fallback(v.boolean(), false),
  panel: v.fallback(v.nullable(v.picklist(['queue', 'lyrics', 'about'])), null),
  volume: v.fallback(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), 1),
  muted: v.fallback(v.boolean(), false),
  /** Most that all files kept offline together may take. */
  keepLimitBytes: v.fallback(v.pipe(v.number(), v.minValue(0)), 2e9),
});

export type PreferenceValues = v.InferOutput<typeof schema>;

export const DEFAULT_PREFERENCES: PreferenceValues = v.parse(schema, {});

export interface Preferences extends Listenable<PreferenceValues> {
  set(patch: Partial<PreferenceValues>): void;
}

const STORAGE_KEY = 'soniquebay.preferences';

/** @param storage localStorage, or a stand-in; a full or blocked one loses nothing but the memory of settings */
export function createPreferences(storage: Pick<Storage, 'getItem' | 'setItem'>): Preferences {
  const values = channel<PreferenceValues>(v.parse(schema, read(storage)));
  return {
    state: values.state,
    subscribe: values.subscribe,
    set(patch) {
      values.set(patch);
      try {
        storage.setItem(STORAGE_KEY, JSON.stringify(values.state()));
      } catch {
        // A blocked or full storage: the settings hold for this visit.
      }
    },
  };
}

function read(storage: Pick<Storage, 'getItem'>): object {
  try {
    const parsed: unknown = JSON.parse(storage.getItem(STORAGE_KEY) ?? '{}');
    return typeof parsed === 'object' && parsed !== null ? parsed : {};
  } catch {
    return {};
  }
}
