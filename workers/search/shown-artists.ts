// Which artist another one is shown under, in the numbers of the columns.
import type { ArtistAliases } from '../../src/domain/library/artist-aliases';
import type { TrackColumns } from './columns';

/** @returns for the id of an artist's key, the id of the key it is shown under; every credit must have been read before */
export function shownArtists({ tables }: TrackColumns, aliases: ArtistAliases): (key: number) => number {
  const shown = new Map<number, number>();
  for (const [from, into] of aliases) {
    // Also of an artist that no track names: what is merged into it stands together.
    const target = tables.artistKey.intern(into);
    shown.set(tables.artistKey.intern(from), target);
  }
  return shown.size === 0 ? (key) => key : (key) => shown.get(key) ?? key;
}
