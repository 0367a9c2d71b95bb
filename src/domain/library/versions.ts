// Versions of one track: files of one place in an album, as FLAC and MP3 of it, and which of them stands for all.
import { searchWords } from '../query/fold';
import type { TrackId } from './ids';
import type { TrackView } from './track-view';

/** Encoders add and cut some tenths of a second; other cuts of a song differ by more. */
export const SAME_DURATION_S = 2;

/** What is compared. */
export interface Version {
  readonly trackId: TrackId;
  readonly discNo: number | null;
  readonly trackNo: number | null;
  /** As `searchWords` gives them. */
  readonly titleWords: string;
  readonly durationS: number | null;
  readonly missing: boolean;
  readonly elsewhere: boolean;
  readonly preferred: boolean;
  /** As `qualityOf`. */
  readonly quality: number;
}

/** Tracks of one album by place, title and length; of each, the one that stands for all comes first. */
export function versionGroups<V extends Version>(versions: readonly V[]): V[][] {
  const places = new Map<string, V[]>();
  for (const version of versions) {
    const place = `${version.discNo ?? 1}/${version.trackNo ?? ''}/${version.titleWords}`;
    const held = places.get(place);
    if (held) held.push(version);
    else places.set(place, [version]);
  }
  return [...places.values()].flatMap((place) => (place.length > 1 ? byDuration(place) : [place])).map((group) => group.sort(before));
}

/** Of neighbours by length, none is farther than the limit from the next; one of unknown length goes with the first. */
function byDuration<V extends Version>(versions: readonly V[]): V[][] {
  const sorted = versions.toSorted((a, b) => (a.durationS ?? 0) - (b.durationS ?? 0) || a.trackId - b.trackId);
  const groups: V[][] = [];
  let last: number | null = null;
  for (const version of sorted) {
    const group = groups.at(-1);
    if (group && (last === null || version.durationS === null || version.durationS - last <= SAME_DURATION_S)) group.push(version);
    else groups.push([version]);
    last = version.durationS ?? last;
  }
  return groups;
}

/** What can be played comes first, then what a person prefers, what is here, and the better file. */
export function before(a: Version, b: Version): number {
  return Number(a.missing) - Number(b.missing) || Number(b.preferred) - Number(a.preferred)
    || Number(a.elsewhere) - Number(b.elsewhere) || b.quality - a.quality || a.trackId - b.trackId;
}

/** A view as it is compared. */
export function versionOf(view: TrackView): Version & { readonly view: TrackView } {
  const { trackId, discNo, trackNo, title, durationS, missing, elsewhere, preferred, quality } = view;
  return { trackId, discNo, trackNo, titleWords: searchWords(title), durationS, missing, elsewhere, preferred, quality, view };
}

/** By the track that stands for them: all versions where there are several, that one first. @param views of one album */
export function versionsByTrack(views: readonly TrackView[]): ReadonlyMap<TrackId, readonly TrackView[]> {
  const groups = versionGroups(views.map(versionOf)).filter((group) => group.length > 1);
  return new Map(groups.flatMap((group) => (group[0] ? [[group[0].trackId, group.map(({ view }) => view)] as const] : [])));
}
