// What the tracks of one album or artist say together: discs, albums, the name most of them carry.
import type { Group } from '../query/query';
import type { TrackView } from './track-view';

/** The value that most tracks agree on; the first among equals. */
export function mostCommon<T>(values: readonly (T | null)[]): T | null {
  const counts = new Map<T, number>();
  for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  let best: T | null = null;
  for (const [value, count] of counts) if (best === null || count > (counts.get(best) ?? 0)) best = value;
  return best;
}

export interface Disc {
  /** null where the tags name none. */
  readonly discNo: number | null;
  readonly tracks: readonly TrackView[];
}

/** Tracks by disc, discs in order, tracks of a disc in the order given. Beside numbered discs, tracks without a number are of the first. */
export function discsOf(views: readonly TrackView[]): Disc[] {
  const discs = new Map<number | null, TrackView[]>();
  const none = views.some((view) => view.discNo !== null) ? 1 : null;
  for (const view of views) {
    const discNo = view.discNo ?? none;
    const tracks = discs.get(discNo);
    if (tracks) tracks.push(view);
    else discs.set(discNo, [view]);
  }
  return [...discs].map(([discNo, tracks]) => ({ discNo, tracks })).sort((a, b) => (a.discNo ?? 1) - (b.discNo ?? 1));
}

/** The albums that tracks stand on, newest first. */
export function albumsOf(views: readonly TrackView[]): Group[] {
  const byKey = new Map<string, TrackView[]>();
  for (const view of views) if (view.albumKey) byKey.set(view.albumKey, [...(byKey.get(view.albumKey) ?? []), view]);
  const groups = [...byKey].map(([key, tracks]): Group => ({
    key,
    name: mostCommon(tracks.map((track) => track.album)) ?? '',
    subtitle: mostCommon(tracks.map((track) => track.albumArtist)),
    year: mostCommon(tracks.map((track) => track.year)),
    trackCount: tracks.length,
    albumCount: 1,
    durationS: tracks.reduce((sum, track) => sum + (track.durationS ?? 0), 0),
    coverHash: mostCommon(tracks.map((track) => track.coverHash)),
    addedAtMs: Math.max(...tracks.map((track) => track.addedAtMs)),
  }));
  return groups.sort((a, b) => (b.year ?? 0) - (a.year ?? 0));
}
