// Folders whose files a browser gives one by one, where it has no picker for folders: used while the page lives, or copied to stay.
import type { TreeFile } from '../../db/file-tree';
import type { RootId } from '../../domain/library/ids';
import type { Result } from '../../domain/result';

export interface GivenFolder {
  readonly name: string;
  /** Music and what lies beside it; paths are relative to the folder. */
  readonly files: readonly TreeFile[];
  readonly bytes: number;
}

export interface CopyProgress {
  readonly doneFiles: number;
  readonly totalFiles: number;
  readonly doneBytes: number;
  readonly totalBytes: number;
}

export interface GivenFolders {
  /** Whether this browser opens folders in no other way, and does so. */
  readonly needed: boolean;
  /** Whether this browser can write copies into the app's own storage from a page. */
  readonly canCopy: boolean;
  /** Asks the person for a folder; must run in a click. Null where nothing was chosen. */
  choose(): Promise<GivenFolder | null>;
  /** The folders of a drop, and its loose files as one folder; call synchronously in the drop handler. */
  dropped(items: DataTransferItemList): Promise<readonly GivenFolder[]>;
  /** Bytes that the browser still leaves to the app; null where it does not say. */
  roomBytes(): Promise<number | null>;
  /** The root of this session that a folder belongs to, given before this page was loaded or earlier in it; null for none. */
  known(given: GivenFolder): Promise<RootId | null>;
  /** Uses the files where they are, as a new music folder or as one that was given before. */
  use(given: GivenFolder): Promise<Result<RootId>>;
  /**
   * Copies the files into the app's own storage and adds that as a music folder. What is there in full is not copied again.
   * `cancelled` when stopped: what was copied by then is in the library, and the rest comes with the next copy of the same folder.
   */
  copy(given: GivenFolder, onProgress: (progress: CopyProgress) => void, stopped: AbortSignal): Promise<Result<RootId>>;
}
