// What the rest of the app may ask about music folders.
import type { RootId } from '../../domain/library/ids';
import type { RootAccess, RootKind } from '../../domain/library/root';
import type { Result } from '../../domain/result';
import type { Listenable } from '../listenable';

export interface FolderState {
  readonly rootId: RootId;
  readonly name: string;
  readonly kind: RootKind;
  readonly access: RootAccess;
  readonly lastScanAtMs: number | null;
  /** Patterns of paths that are passed over. */
  readonly ignore: readonly string[];
  /** The name of the folder around it, where it lies in another one of the library. */
  readonly inside: string | null;
}

export interface FoldersState {
  readonly ready: boolean;
  readonly roots: readonly FolderState[];
  /** Whether this browser opens folders: by a picker, or by lending their files. */
  readonly canPick: boolean;
}

export interface Folders extends Listenable<FoldersState> {
  load(): Promise<void>;
  /** Opens the picker; `cancelled` when the person closes it. A folder already known is rescanned, not added twice. */
  pick(): Promise<Result<RootId>>;
  /** Adds the folders of a drop; call synchronously in the drop handler. */
  addDropped(items: DataTransferItemList): Promise<Result<readonly RootId[]>>;
  /** Adds a handle got elsewhere (demo music, kept offline). */
  add(handle: FileSystemDirectoryHandle, kind: RootKind, name?: string): Promise<Result<RootId>>;
  rename(rootId: RootId, name: string): Promise<void>;
  /** Passes over other paths from now on, and scans the folder with that. */
  setIgnore(rootId: RootId, patterns: readonly string[]): Promise<void>;
  /** The folder is empty because the person emptied it, not for want of its disk. */
  confirmEmpty(rootId: RootId): Promise<void>;
  /** Hides the folder and its tracks at once; the rows go when the time to undo is over. Facts and choices stay. */
  remove(rootId: RootId): Promise<void>;
  undoRemove(rootId: RootId): Promise<void>;
  /** Asks Chrome again for every root that needs it; must run in a click. */
  restoreAccess(): Promise<Result<null>>;
}

export const INITIAL_FOLDERS: FoldersState = { ready: false, roots: [], canPick: false };
