// What lies beside the music in one folder, as the last scan saw it: device data, never synced.
import type { ArtistKey, CoverHash, RootId } from './ids';

export interface FolderRow {
  readonly rootId: RootId;
  /** Relative to the root, '' for the root itself. */
  readonly path: string;
  /** Names, sizes and times of the companions: a scan that finds another one reads them again. */
  readonly stamp: string;
  /** The picture that stands for the folder; absent where there is none that can be shown, or no file needs it. */
  readonly coverHash?: CoverHash;
  /** The picture of the artist whose folder this is. */
  readonly artistPicture?: CoverHash;
  /** Whose picture that is. */
  readonly artistKey?: ArtistKey;
}
