// Folders and files below a folder, by their paths.
import { fileNameOf, folderOf } from '../domain/library/track';

/**
 * @param path `/`-separated; '' is the folder itself
 * @param options to make what is not there
 * @throws what the browser throws, also where a folder on the way is gone
 */
export async function folderBelow(folder: FileSystemDirectoryHandle, path: string, options?: FileSystemGetDirectoryOptions): Promise<FileSystemDirectoryHandle> {
  let at = folder;
  for (const name of path === '' ? [] : path.split('/')) at = await at.getDirectoryHandle(name, options);
  return at;
}

/** As `folderBelow`, for a file. */
export async function fileBelow(folder: FileSystemDirectoryHandle, path: string, options?: FileSystemGetFileOptions): Promise<FileSystemFileHandle> {
  return (await folderBelow(folder, folderOf(path), options)).getFileHandle(fileNameOf(path), options);
}
