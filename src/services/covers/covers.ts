// Covers that a person chooses for albums.
import type { FoundPicture } from '../../domain/library/cover';
import type { AlbumKey } from '../../domain/library/ids';
import type { Result } from '../../domain/result';
import type { Undo } from '../choices/choices';

export interface Covers {
  /** Keeps a picture and shows it on all of an album's tracks; `not-a-cover` where it cannot be shown. */
  choose(albumKey: AlbumKey, picture: Blob): Promise<Result<Undo>>;
  /** Shows again what was found with the files. */
  reset(albumKey: AlbumKey): Promise<Result<Undo>>;
  /** Pictures in the files of an album and beside them. */
  found(albumKey: AlbumKey): Promise<Result<readonly FoundPicture[]>>;
}
