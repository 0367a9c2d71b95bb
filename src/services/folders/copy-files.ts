// Copying a person's files into the app's own storage, so that they stay where the browser opens no folders.
import { fileBelow, folderBelow } from '../../db/below';
import type { TreeFile } from '../../db/file-tree';
import { fileNameOf, folderOf } from '../../domain/library/track';
import type { CopyProgress } from './given';

/** Files of a folder that are looked at to tell whether it is a copy of the same one. */
const SAMPLE = 50;

const MOST_TRIES = 20;
const AGAIN_MS = 50;

/** Copies what is not there in full. @throws QuotaExceededError, and AbortError once stopped; what was copied stays */
export async function copyFiles(target: FileSystemDirectoryHandle, files: readonly TreeFile[], onProgress: (progress: CopyProgress) => void, stopped: AbortSignal): Promise<void> {
  const totalBytes = files.reduce((sum, { file }) => sum + file.size, 0);
  let doneBytes = 0;
  for (const [doneFiles, { path, file }] of files.entries()) {
    onProgress({ doneFiles, totalFiles: files.length, doneBytes, totalBytes });
    stopped.throwIfAborted();
    if ((await sizeAt(target, path)) !== file.size) await copyFile(target, path, file, stopped);
    doneBytes += file.size;
  }
  onProgress({ doneFiles: files.length, totalFiles: files.length, doneBytes, totalBytes });
}

/** Bytes that a copy would still take. */
export async function lackingBytes(target: FileSystemDirectoryHandle | null, files: readonly TreeFile[]): Promise<number> {
  let bytes = 0;
  for (const { path, file } of files) if (target === null || (await sizeAt(target, path)) !== file.size) bytes += file.size;
  return bytes;
}

/** Where a folder of this name is copied to: a copy of it that was begun before, or a folder of its own. Null where that is still to be made. */
export async function copyOf(copies: FileSystemDirectoryHandle, name: string, files: readonly TreeFile[]): Promise<{ readonly name: string; readonly folder: FileSystemDirectoryHandle | null }> {
  for (let n = 1; ; n++) {
    const each = n === 1 ? name : `${name} ${n}`;
    const folder = await copies.getDirectoryHandle(each).catch(() => null);
    if (!folder || await isEmpty(folder) || await sharesFiles(folder, files)) return { name: each, folder };
  }
}

async function sharesFiles(folder: FileSystemDirectoryHandle, files: readonly TreeFile[]): Promise<boolean> {
  for (const { path, file } of files.slice(0, SAMPLE)) if ((await sizeAt(folder, path)) === file.size) return true;
  return false;
}

async function isEmpty(folder: FileSystemDirectoryHandle): Promise<boolean> {
  return (await folder.keys().next()).done === true;
}

/** Null where there is no such file. */
async function sizeAt(root: FileSystemDirectoryHandle, path: string): Promise<number | null> {
  try {
    return (await (await fileBelow(root, path)).getFile()).size;
  } catch {
    return null;
  }
}

/** A file that was broken off is as if it had not been begun: its content appears when it is closed. */
async function copyFile(root: FileSystemDirectoryHandle, path: string, file: File, stopped: AbortSignal): Promise<void> {
  const writable = await (await fileBelow(root, path, { create: true })).createWritable();
  try {
    await file.stream().pipeTo(writable, { signal: stopped, preventAbort: true });
  } catch (thrown) {
    await writable.abort().catch(() => undefined);
    await removeFile(root, path);
    throw thrown;
  }
}

/** An empty file was made before anything was written. The browser lets go of it a moment after the writing ended. */
async function removeFile(root: FileSystemDirectoryHandle, path: string): Promise<void> {
  const [folder, name] = [await folderBelow(root, folderOf(path)), fileNameOf(path)];
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const isGone = await folder.removeEntry(name).then(() => true, (thrown: unknown) => thrown instanceof DOMException && thrown.name === 'NotFoundError');
    if (isGone) return;
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  }
}
