// What the rest of the app may ask about files that went missing and are somewhere after all.
import type { RootId, TrackId } from '../../domain/library/ids';
import type { Pair } from '../../domain/library/located';
import type { Result } from '../../domain/result';

/** Where one missing file was looked for. */
export type FileFinding =
  | { readonly kind: 'found' }
  /** The file that was chosen holds other audio: a person decides. */
  | { readonly kind: 'other'; readonly pair: Pair }
  /** It lies in none of the music folders. */
  | { readonly kind: 'outside'; readonly name: string };

/** Where the missing files of a folder were looked for. */
export interface FolderFinding {
  readonly found: number;
  /** Files at the right place that hold other audio. */
  readonly other: readonly Pair[];
  readonly still: number;
}

export interface Locate {
  /** Whether this browser has pickers for files and folders. */
  readonly canPick: boolean;
  /** Opens the picker; the missing row takes the place of the file where both hold the same audio. */
  file(trackId: TrackId): Promise<Result<FileFinding>>;
  /** Opens the picker; finds all that is missing below `folder` in one go. A folder outside the library becomes a music folder. */
  folder(rootId: RootId, folder: string): Promise<Result<FolderFinding>>;
  /** As `folder`, for one file alone. */
  folderOfFile(trackId: TrackId): Promise<Result<FolderFinding>>;
  /** Puts files that hold other audio in the place of missing ones; ratings and places in playlists go over to them. */
  replace(pairs: readonly Pair[]): Promise<void>;
}
