// Versions of one track in the columns: which slot stands for the others of its place.
import type { TrackId } from '../../src/domain/library/ids';
import { versionGroups, type Version } from '../../src/domain/library/versions';
import { NO_ROOT, type TrackColumns } from './columns';
import { NONE } from './string-table';

export interface SlotVersion extends Version {
  readonly slot: number;
}

/**
 * For each slot the one that stands for it: itself, where it is the only or the best version.
 * @param albumOrder all slots, so that those of an album are neighbours
 * @param listed 1 for slots that lists show; the others neither stand nor stand back
 */
export function standIns(columns: TrackColumns, listed: Uint8Array, albumOrder: Uint32Array): Uint32Array {
  const { albumKey } = columns.arrays;
  const standIn = new Uint32Array(columns.count).map((_, slot) => slot);
  const shown = albumOrder.filter((slot) => listed[slot] === 1 && albumKey[slot] !== NONE);
  for (let start = 0, end = 0; start < shown.length; start = end) {
    const album = albumKey[shown[start] as number];
    while (end < shown.length && albumKey[shown[end] as number] === album) end++;
    if (!mayShare(columns, shown, start, end)) continue;
    for (const slots of sharedPlaces(columns, shown.subarray(start, end))) settlePlace(columns, slots, standIn);
  }
  return standIn;
}

/** Whether two neighbours lie at one place, or the album must be sorted to say so: most albums are passed by after this look. */
function mayShare({ arrays: { discNo, trackNo } }: TrackColumns, slots: Uint32Array, start: number, end: number): boolean {
  for (let i = start + 1; i < end; i++) {
    const [a, b] = [slots[i - 1] as number, slots[i] as number];
    if (discNo[a] === discNo[b] ? trackNo[a] === trackNo[b] : discNo[a] === NONE || discNo[b] === NONE) return true;
  }
  return false;
}

/** The slots of an album that share disc and number with another one: few, so that titles are looked at of those alone. */
function sharedPlaces({ arrays }: TrackColumns, slots: Uint32Array): Uint32Array[] {
  const { discNo, trackNo } = arrays;
  const placeOf = (slot: number): number => (discNo[slot] === NONE ? 1 : (discNo[slot] as number)) * 0x100000000 + (trackNo[slot] as number);
  const first = slots[0] as number;
  const mixed = slots.some((slot) => (discNo[slot] === NONE) !== (discNo[first] === NONE));
  // In album order the numbers of a disc rise, and tracks without a disc come behind all others.
  const ordered = mixed ? slots.toSorted((a, b) => placeOf(a) - placeOf(b)) : slots;
  const shared: Uint32Array[] = [];
  for (let start = 0, end = 0; start < ordered.length; start = end) {
    const place = placeOf(ordered[start] as number);
    while (end < ordered.length && placeOf(ordered[end] as number) === place) end++;
    if (end - start > 1) shared.push(ordered.subarray(start, end));
  }
  return shared;
}

function settlePlace(columns: TrackColumns, slots: Uint32Array, standIn: Uint32Array): void {
  for (const [best, ...others] of versionGroups(Array.from(slots, (slot) => versionAt(columns, slot)))) {
    for (const { slot } of others) standIn[slot] = best?.slot ?? slot;
  }
}

/** A slot as versions are compared. */
export function versionAt({ arrays, tables }: TrackColumns, slot: number): SlotVersion {
  const number = (value: number | undefined): number | null => (value === undefined || value === NONE || Number.isNaN(value) ? null : value);
  return {
    slot, trackId: arrays.trackId[slot] as TrackId, discNo: number(arrays.discNo[slot]), trackNo: number(arrays.trackNo[slot]),
    titleWords: tables.title.words(arrays.title[slot] as number), durationS: number(arrays.durationS[slot]),
    missing: arrays.missing[slot] === 1, elsewhere: arrays.rootId[slot] === NO_ROOT, preferred: arrays.preferred[slot] === 1, quality: arrays.quality[slot] as number,
  };
}
