// Music files that the system opened with the installed app (a double click in the file manager).
import type { Database } from '../../db/database';
import { activeRoots } from '../../db/roots';
import { trackAt } from '../../db/tracks';
import type { TrackId } from '../../domain/library/ids';

export interface OpenedFiles {
  /** The opened files that the library knows, in order. */
  readonly trackIds: readonly TrackId[];
  /** Names of the others: a single file gives no access to its folder, so it cannot join the library. */
  readonly unknownNames: readonly string[];
}

export interface Launches {
  /** Tells of files opened with the app, those of its start too. One listener. */
  listen(onOpened: (opened: OpenedFiles) => void): void;
}

/** @param deps `window.launchQueue` is undefined outside Chromium */
export function createLaunches({ db, launchQueue }: { readonly db: Database; readonly launchQueue: LaunchQueue | undefined }): Launches {
  return {
    listen(onOpened) {
      launchQueue?.setConsumer(({ files = [] }) => {
        if (files.length > 0) void find(db, files).then(onOpened);
      });
    },
  };
}

async function find(db: Database, files: readonly FileSystemHandle[]): Promise<OpenedFiles> {
  const found = await Promise.all(files.map((file) => trackOf(db, file)));
  return {
    trackIds: found.filter((trackId) => trackId !== null),
    unknownNames: files.filter((_, i) => found[i] === null).map((file) => file.name),
  };
}

async function trackOf(db: Database, file: FileSystemHandle): Promise<TrackId | null> {
  for (const root of await activeRoots(db)) {
    const path = await root.handle.resolve(file);
    const trackId = path && (await trackAt(db, root.rootId, path.join('/')));
    if (trackId) return trackId;
  }
  return null;
}
