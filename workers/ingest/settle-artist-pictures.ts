// After the parses: pictures of artists, where all that lies in a folder and below it is by one of them.
import { artistPictures as pictureNames } from '../../src/domain/library/folder-pictures';
import { soleAlbumArtist } from '../../src/db/artist-pictures';
import { foldersAt, patchFolders } from '../../src/db/folders';
import { nextSeq } from '../../src/db/sequence';
import { albumFolderOf } from '../../src/domain/library/disc-marks';
import type { FolderRow } from '../../src/domain/library/folder-row';
import type { RootId } from '../../src/domain/library/ids';
import { isMusicFile } from '../../src/domain/library/music-files';
import { fileNameOf, folderOf } from '../../src/domain/library/track';
import type { SeenFolder, SettleCoversDeps } from './settle-covers';

type ArtistPart = Pick<FolderRow, 'artistPicture' | 'artistKey'>;

/** @param changed, @param touched as `settleCovers`, which comes first; `music` of a changed folder are the names of its files */
export async function settleArtistPictures(deps: SettleCoversDeps, rootId: RootId, changed: readonly (SeenFolder & { readonly music: readonly string[] })[], touched: ReadonlySet<string>): Promise<void> {
  const seen = new Map(changed.map((folder) => [folder.path, folder]));
  // An artist's folder lies above those of the albums; a picture of the artist may also lie beside the music.
  const asked = new Set([...seen.keys(), ...[...seen.keys(), ...touched].flatMap((folder) => [folder, albumFolderOf(folder), folderOf(albumFolderOf(folder))])]);
  const known = await foldersAt(deps.db, rootId, [...asked]);
  const patches = new Map<string, ArtistPart>();
  for (const path of asked) {
    const before = known.get(path);
    // What has no row has nothing beside its music.
    if (!before && !seen.has(path)) continue;
    const after = await artistPart(deps, rootId, path, seen.get(path));
    if (after.artistKey !== before?.artistKey || after.artistPicture !== before?.artistPicture) patches.set(path, after);
  }
  if (patches.size === 0) return;
  // Lists of artists follow the sequence.
  await deps.db.transaction('rw', deps.db.folders, deps.db.meta, async () => {
    await patchFolders(deps.db, rootId, patches);
    await nextSeq(deps.db);
  });
}

async function artistPart({ db, covers, companionsOf }: SettleCoversDeps, rootId: RootId, path: string, seen: (SeenFolder & { readonly music: readonly string[] }) | undefined): Promise<ArtistPart> {
  const none: ArtistPart = { artistPicture: undefined, artistKey: undefined };
  const companions = seen?.companions ?? (await companionsOf(path));
  const holdsMusic = seen ? seen.music.some(isMusicFile) : (await db.tracks.where('[rootId+folder]').equals([rootId, path]).limit(1).count()) > 0;
  const names = pictureNames(companions.map((file) => file.name), fileNameOf(path), holdsMusic);
  // A root is seldom an artist's folder, and asking it asks every row.
  const usable = path === '' ? names.filter((name) => /^artist\./iu.test(name)) : names;
  const artistKey = usable.length > 0 ? await soleAlbumArtist(db, rootId, path) : null;
  if (artistKey === null) return none;
  for (const name of usable) {
    const handle = companions.find((file) => file.name === name);
    const artistPicture = handle ? await covers.keepFile(handle) : null;
    if (artistPicture) return { artistPicture, artistKey };
  }
  return none;
}
