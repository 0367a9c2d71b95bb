// Artists that a person merged.
import { aliasesOf, linksOf, type ArtistAliases, type ArtistLinks } from '../domain/library/artist-aliases';
import { choicesOf } from './choices';
import type { Database } from './database';

export async function artistLinks(db: Database): Promise<ArtistLinks> {
  return linksOf(await choicesOf(db, 'artist').toArray());
}

/** From each merged artist to the one it is shown under. */
export async function artistAliases(db: Database): Promise<ArtistAliases> {
  return aliasesOf(await artistLinks(db));
}
