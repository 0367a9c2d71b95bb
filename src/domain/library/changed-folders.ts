// Which folders of a root have to be looked at again after what a file system tells of its changes.
import { companionKind, isIgnoredFolder, isMusicFile } from './music-files';

/** One change below a root, as the file system tells it. */
export interface FolderChange {
  readonly kind: 'appeared' | 'disappeared' | 'modified' | 'moved' | 'unknown' | 'errored';
  /** Of what changed; null where it is gone and nobody can tell any more. */
  readonly is: 'file' | 'directory' | null;
  /** The names from the root down; none for the root itself. */
  readonly path: readonly string[];
  readonly from: readonly string[] | null;
}

/** Folders relative to the root, none of them below another; `''` is the whole root. */
export type ChangedFolders = ReadonlySet<string>;

/** Files that say what is passed over: what they hold decides about a folder. */
const RULE_FILES = new Set(['.nomedia', '.ignore', '.soniqueignore']);
/** More folders at once than are worth telling apart: one walk of the root costs less. */
const MOST_FOLDERS = 200;

export const WHOLE_ROOT = '';

export function changedFolders(changes: readonly FolderChange[]): ChangedFolders {
  return outermost(changes.flatMap(foldersOfChange));
}

/** Folders without those that lie below another one; the whole root where they are many. */
export function outermost(folders: Iterable<string>): ChangedFolders {
  const kept = unnested(folders);
  return new Set(kept.length > MOST_FOLDERS ? [WHOLE_ROOT] : kept);
}

/** Folders without those that lie below another one, however many. */
export function unnested(folders: Iterable<string>): string[] {
  const kept: string[] = [];
  // In this order a folder comes right before all that lies below it.
  const sorted = [...new Set(folders)].map((folder) => (folder === '' ? '' : `${folder}/`)).sort();
  for (const folder of sorted) {
    const last = kept.at(-1);
    if (last === undefined || !folder.startsWith(last)) kept.push(folder);
  }
  return kept.map((folder) => folder.replace(/\/$/, ''));
}

function foldersOfChange({ kind, is, path, from }: FolderChange): string[] {
  // What was lost by the system may lie anywhere.
  if (kind === 'unknown' || kind === 'errored') return [WHOLE_ROOT];
  return [...place(path, is), ...(from ? place(from, is) : [])];
}

/** The folder that a change at a place concerns; none where it concerns no music. */
function place(path: readonly string[], is: FolderChange['is']): string[] {
  const name = path.at(-1);
  if (name === undefined) return [WHOLE_ROOT];
  const above = path.slice(0, -1);
  if (above.some(isIgnoredFolder)) return [];
  if (isOfInterest(name)) return [above.join('/')];
  // A name that says nothing is a folder, unless the system knows better.
  return is === 'file' || isIgnoredFolder(name) ? [] : [path.join('/')];
}

function isOfInterest(name: string): boolean {
  return isMusicFile(name) || companionKind(name) !== null || RULE_FILES.has(name);
}
