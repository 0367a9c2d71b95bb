// Which picture an artist is shown with.
import { shownKey, type ArtistAliases } from './artist-aliases';
import type { ArtistKey, CoverHash } from './ids';

export type ArtistPictures = ReadonlyMap<ArtistKey, CoverHash>;

/** Pictures by the artists that lists show: one that was merged into another lends its picture where that has none. */
export function shownPictures(pictures: ArtistPictures, aliases: ArtistAliases): ArtistPictures {
  if (aliases.size === 0) return pictures;
  const shown = new Map<ArtistKey, CoverHash>();
  for (const [key, picture] of pictures) {
    const into = shownKey(key, aliases);
    if (into === key || !shown.has(into)) shown.set(into, picture);
  }
  return shown;
}
