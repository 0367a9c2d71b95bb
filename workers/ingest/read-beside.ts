// Reads the files of one kind that lie beside the music of changed folders.
import { companionKind, type CompanionKind } from '../../src/domain/library/music-files';
import type { ChangedFolder } from './settle-folders';

export interface FileBeside {
  readonly path: string;
  readonly folder: string;
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface ReadBeside {
  readonly files: readonly FileBeside[];
  /** Paths of files that are there and cannot be read now. */
  readonly unread: ReadonlySet<string>;
}

/** @param mostBytes larger files are passed over: they are none of this kind */
export async function readBeside(changed: readonly ChangedFolder[], kind: CompanionKind, mostBytes: number): Promise<ReadBeside> {
  const files: FileBeside[] = [];
  const unread = new Set<string>();
  for (const { path: folder, companions } of changed) {
    for (const handle of companions) {
      if (companionKind(handle.name) !== kind) continue;
      const path = folder === '' ? handle.name : `${folder}/${handle.name}`;
      try {
        const file = await handle.getFile();
        if (file.size <= mostBytes) files.push({ path, folder, name: handle.name, bytes: new Uint8Array(await file.arrayBuffer()) });
      } catch {
        unread.add(path);
      }
    }
  }
  return { files, unread };
}
