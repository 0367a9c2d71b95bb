// The names that tracks give an artist and those merged into it.
import { composerNames } from './composers';
import { creditedKey, spokenName } from './credits';
import type { ArtistKey } from './ids';
import { mostCommon } from './releases';
import type { TrackView } from './track-view';

/** By key: the name that most of the tracks give it, in its spoken order. @param keys of one artist, merged ones too */
export function artistNames(views: readonly TrackView[], keys: ReadonlySet<ArtistKey>): ReadonlyMap<ArtistKey, string> {
  const names = new Map<ArtistKey, string[]>();
  const add = (key: ArtistKey | null, name: string): void => {
    if (key !== null && keys.has(key)) names.set(key, [...(names.get(key) ?? []), spokenName(name).trim()]);
  };
  for (const { credit, albumCredit, guests, composers } of views) {
    for (const { artistKey, name } of [...credit, ...albumCredit, ...guests]) add(artistKey, name);
    for (const name of composerNames(composers)) add(creditedKey(name), name);
  }
  return new Map([...names].flatMap(([key, all]) => {
    const name = mostCommon(all);
    return name === null ? [] : [[key, name] as const];
  }));
}
