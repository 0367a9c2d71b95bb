// Where a dragged row lands, and what a drag carries.
import type { TrackId } from '../../domain/library/ids';

/** Tracks dragged from any list: a JSON array of track ids. */
export const TRACKS_TYPE = 'application/x-soniquebay-tracks';
/** A row dragged within its own list. */
export const ROW_TYPE = 'application/x-soniquebay-row';

/**
 * The gap that a pointer is over: 0 is before the first row, `count` behind the last.
 * @param yPx from the top of the first row
 */
export function gapAt(yPx: number, rowHeightPx: number, count: number): number {
  return Math.min(count, Math.max(0, Math.round(yPx / rowHeightPx)));
}

/** The index a row gets when it is taken out and put into a gap of the list as it was. */
export function indexInGap(from: number, gap: number): number {
  return gap > from ? gap - 1 : gap;
}

/** The ids that a drag carries, or none when it is not ours. */
export function draggedTracks(data: DataTransfer): TrackId[] {
  try {
    const parsed: unknown = JSON.parse(data.getData(TRACKS_TYPE) || '[]');
    return Array.isArray(parsed) ? parsed.filter((id): id is TrackId => Number.isInteger(id)) : [];
  } catch {
    return [];
  }
}
