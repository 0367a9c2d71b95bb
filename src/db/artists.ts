// Artists that a person merged.
import { aliasesOf, linksOf, type ArtistAliases, type ArtistLinks } from '../domain/library/artist-aliases';
import type { Database } from './database';

export async function artistLinks(db: Database): Promise<ArtistLinks> {
  return linksOf(await db.choices.where('[kind+parent]').equals(['artist', '']).toArray());
}

/** From each merged artist to the one it is shown under. */
export async function artistAliases(db: Database): Promise<ArtistAliases> {
  return aliasesOf(await artistLinks(db));
}
