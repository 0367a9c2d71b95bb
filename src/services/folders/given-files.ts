// The files of an input or a drop, as folders: what is neither music nor beside it is left out.
import type { TreeFile } from '../../db/file-tree';
import { companionKind, isIgnoredFolder, isMusicFile } from '../../domain/library/music-files';
import type { GivenFolder } from './given';

/** An input for folders gives each file with its path, whose first name is the folder that was chosen. */
export function folderOfInput(files: Iterable<File>): GivenFolder | null {
  const all = [...files].map((file) => ({ path: file.webkitRelativePath, file }));
  const [first] = all;
  if (!first) return null;
  const name = first.path.split('/')[0] ?? '';
  return given(name, all.map(({ path, file }) => ({ path: path.slice(name.length + 1), file })));
}

/** Must be called in the drop handler: the items are empty when it has returned. @param looseName the folder of files that were dropped by themselves */
export async function foldersOfDrop(items: Iterable<DataTransferItem>, looseName: string): Promise<GivenFolder[]> {
  const entries = [...items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  const folders: GivenFolder[] = [];
  const loose: TreeFile[] = [];
  for (const entry of entries) {
    if (isDirectory(entry)) folders.push(given(entry.name, await filesBelow(entry, '')));
    else loose.push({ path: entry.name, file: await fileOf(entry as FileSystemFileEntry) });
  }
  return [...folders, ...(loose.length > 0 ? [given(looseName, loose)] : [])].filter((folder) => folder.files.length > 0);
}

function given(name: string, all: readonly TreeFile[]): GivenFolder {
  const files = all.filter(({ path }) => isWanted(path));
  return { name, files, bytes: files.reduce((sum, { file }) => sum + file.size, 0) };
}

function isWanted(path: string): boolean {
  const names = path.split('/');
  const name = names.pop() ?? '';
  return !names.some(isIgnoredFolder) && (isMusicFile(name) || companionKind(name) !== null);
}

async function filesBelow(folder: FileSystemDirectoryEntry, path: string): Promise<TreeFile[]> {
  const files: TreeFile[] = [];
  for (const entry of await entriesOf(folder)) {
    const at = path === '' ? entry.name : `${path}/${entry.name}`;
    if (isDirectory(entry)) files.push(...await filesBelow(entry, at));
    else files.push({ path: at, file: await fileOf(entry as FileSystemFileEntry) });
  }
  return files;
}

/** A reader gives some at a time, and none at the end. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return all;
    all.push(...some);
  }
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

function isDirectory(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}
