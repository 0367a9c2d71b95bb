// A music folder of this device: device data, never synced.
import type { RootId } from './ids';

/**
 * `folder`: picked or dropped by the person. In the app's own storage: `demo`, the demo music, `kept`, what came from other devices, and
 * `copied`, copies of a person's files where the browser opens no folders. `session`: such files as they are, while the page lives.
 */
export type RootKind = 'folder' | 'demo' | 'kept' | 'copied' | 'session';

export interface RootRow {
  readonly rootId: RootId;
  readonly name: string;
  readonly kind: RootKind;
  readonly handle: FileSystemDirectoryHandle;
  readonly addedAtMs: number;
  readonly lastScanAtMs: number | null;
  /** Patterns of paths that are passed over, as in a `.gitignore`; absent for none. */
  readonly ignore?: readonly string[];
  /** Set when the person said that the folder is empty on purpose: the next scan then takes its files for missing. */
  readonly emptied?: true | undefined;
  /** Set when the person removed it; purged after the time to undo, or at the next start. */
  readonly removedAtMs: number | null;
}

/** Whether Chrome lets us read a root now; `gone` means the folder is not where it was. */
export type RootAccess = 'granted' | 'prompt' | 'denied' | 'gone';
