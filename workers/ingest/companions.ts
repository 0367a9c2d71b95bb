// What lies beside the music of one folder, looked at by itself.
import { folderBelow } from '../../src/db/below';
import { companionKind } from '../../src/domain/library/music-files';

/** @throws what the browser throws where the folder cannot be read */
export async function companionsIn(folder: FileSystemDirectoryHandle): Promise<FileSystemFileHandle[]> {
  const companions: FileSystemFileHandle[] = [];
  for await (const entry of folder.values()) if (entry.kind === 'file' && companionKind(entry.name)) companions.push(entry);
  return companions;
}

/** By path below the root; nothing where a folder cannot be read. */
export function companionsBelow(root: FileSystemDirectoryHandle): (path: string) => Promise<readonly FileSystemFileHandle[]> {
  return async (path) => {
    try {
      return await companionsIn(await folderBelow(root, path));
    } catch {
      return [];
    }
  };
}
