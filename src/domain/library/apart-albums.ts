// Albums that their tags cannot tell apart: two bootlegs of one name and year. By the folders that they lie in, where those hold
// different music at the same places; whatever is not sure to clash is one album, as discs, versions and copies are.
import { hashTexts } from './hash128';
import type { AlbumKey, ContentKey } from './ids';
import { normaliseName } from './normalise';
import { SAME_DURATION_S } from './versions';

export interface PlacedTrack {
  readonly discNo: number | null;
  readonly trackNo: number | null;
  readonly durationS: number | null;
  readonly contentKey: ContentKey | null;
}

/** The tracks of one album key in one album folder. */
export interface AlbumPart {
  readonly folder: string;
  readonly tracks: readonly PlacedTrack[];
}

/** One place with other music may be a slip of a tagger. */
const FEWEST_CLASHES = 2;

/**
 * The keys of the parts, in their order: all `key`, or where some are different albums, one for each of those. Those follow from the
 * names of the folders alone, so that it makes no difference which came first.
 */
export function apartKeys(key: AlbumKey, parts: readonly AlbumPart[]): AlbumKey[] {
  const relations = parts.map((a, i) => parts.map((b, j) => (i === j ? 'same' : relationOf(a, b))));
  const groups = joined(parts.length, (a, b) => relations[a]?.[b] === 'same');
  const isApart = relations.some((row, a) => row.some((relation, b) => relation === 'clash' && groups[a] !== groups[b]));
  const marks = isApart ? marksOf(parts, groups) : null;
  return parts.map((_, i) => {
    const mark = marks?.get(groups[i] as number);
    return mark === undefined ? key : (hashTexts(['apart', key, mark]) as AlbumKey);
  });
}

type Relation = 'same' | 'clash' | 'loose';

/** Places that both claim, with the same audio or audio of one length, or with other music; `loose` where that says nothing. */
function relationOf(a: AlbumPart, b: AlbumPart): Relation {
  const held = new Set(b.tracks.flatMap(({ contentKey }) => contentKey ?? []));
  const places = new Map<string, PlacedTrack[]>();
  for (const track of b.tracks) if (track.trackNo !== null) places.set(placeOf(track), [...(places.get(placeOf(track)) ?? []), track]);
  let same = 0;
  let clashes = 0;
  for (const track of a.tracks) {
    const others = track.trackNo === null ? [] : (places.get(placeOf(track)) ?? []);
    if ((track.contentKey !== null && held.has(track.contentKey)) || others.some((other) => isOfOneLength(track, other))) same++;
    else if (track.durationS !== null && others.length > 0 && others.every(({ durationS }) => durationS !== null)) clashes++;
  }
  if (clashes >= FEWEST_CLASHES && clashes > same) return 'clash';
  return same > 0 ? 'same' : 'loose';
}

function placeOf({ discNo, trackNo }: PlacedTrack): string {
  return `${discNo ?? 1}/${trackNo}`;
}

function isOfOneLength(a: PlacedTrack, b: PlacedTrack): boolean {
  return a.durationS !== null && b.durationS !== null && Math.abs(a.durationS - b.durationS) <= SAME_DURATION_S;
}

/** The group of each, named by its first. */
function joined(count: number, isJoined: (a: number, b: number) => boolean): number[] {
  const groups = Array.from({ length: count }, (_, i) => i);
  for (let a = 0; a < count; a++) {
    for (let b = a + 1; b < count; b++) {
      if (!isJoined(a, b) && !isJoined(b, a)) continue;
      const [into, from] = [Math.min(groups[a] as number, groups[b] as number), Math.max(groups[a] as number, groups[b] as number)];
      for (let i = 0; i < count; i++) if (groups[i] === from) groups[i] = into;
    }
  }
  return groups;
}

/** By group, the end of the path of its first folder: as much of it as tells all groups apart. Null where nothing does. */
function marksOf(parts: readonly AlbumPart[], groups: readonly number[]): ReadonlyMap<number, string> | null {
  const deepest = Math.max(...parts.map(({ folder }) => folder.split('/').length));
  for (let depth = 1; depth <= deepest; depth++) {
    const marks = new Map<number, string>();
    parts.forEach(({ folder }, i) => {
      const [group, mark] = [groups[i] as number, normaliseName(folder.split('/').slice(-depth).join('/'))];
      const before = marks.get(group);
      if (before === undefined || mark < before) marks.set(group, mark);
    });
    if (new Set(marks.values()).size === marks.size) return marks;
  }
  return null;
}
