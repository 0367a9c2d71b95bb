// Walks a folder tree without recursion, depth first, never into a folder that holds itself.
import { companionKind, coverRank, isIgnoredFolder, isMusicFile } from '../../src/domain/library/music-files';
import { readError } from './parse-file';

/** Deeper than any path a system allows; a cyclic link that hides its identity ends here. */
const MOST_DEPTH = 128;

export interface WalkedFolder {
  /** Relative to the root, '' for the root itself. */
  readonly path: string;
  readonly music: readonly FileSystemFileHandle[];
  /** The picture that stands for all files of the folder. */
  readonly cover: FileSystemFileHandle | null;
  /** Files beside the music that say something of it: pictures, lyrics, cue sheets, playlists. */
  readonly companions: readonly FileSystemFileHandle[];
  /** Set when the listing broke off; the files listed before it are there. */
  readonly error: ReturnType<typeof readError>['error'] | null;
}

interface Step {
  readonly handle: FileSystemDirectoryHandle;
  readonly path: string;
  readonly parent: Step | null;
  readonly depth: number;
}

/** Each folder once, in no particular order. */
export async function* walk(root: FileSystemDirectoryHandle): AsyncGenerator<WalkedFolder> {
  const waiting: Step[] = [{ handle: root, path: '', parent: null, depth: 0 }];
  for (let step = waiting.pop(); step; step = waiting.pop()) {
    if (await holdsItself(step)) continue;
    const { folder, subfolders } = await list(step);
    yield folder;
    if (step.depth >= MOST_DEPTH) continue;
    for (const handle of subfolders.reverse()) {
      waiting.push({ handle, path: step.path === '' ? handle.name : `${step.path}/${handle.name}`, parent: step, depth: step.depth + 1 });
    }
  }
}

async function list({ handle, path }: Step): Promise<{ readonly folder: WalkedFolder; readonly subfolders: FileSystemDirectoryHandle[] }> {
  const music: FileSystemFileHandle[] = [];
  const subfolders: FileSystemDirectoryHandle[] = [];
  const companions: FileSystemFileHandle[] = [];
  let cover: FileSystemFileHandle | null = null;
  let error: WalkedFolder['error'] = null;
  try {
    for await (const entry of handle.values()) {
      if (entry.kind === 'directory') {
        if (!isIgnoredFolder(entry.name)) subfolders.push(entry);
      } else if (isMusicFile(entry.name)) music.push(entry);
      else if (companionKind(entry.name)) {
        companions.push(entry);
        cover = better(cover, entry);
      }
    }
  } catch (thrown) {
    error = readError(thrown).error;
  }
  return { folder: { path, music, companions, cover, error }, subfolders };
}

function better(held: FileSystemFileHandle | null, next: FileSystemFileHandle): FileSystemFileHandle | null {
  const rank = coverRank(next.name);
  if (rank === null) return held;
  return held === null || rank < (coverRank(held.name) ?? Infinity) ? next : held;
}

/** Only an ancestor of the same name can be the folder itself, so that few are asked; the depth limit catches the rest. */
async function holdsItself(step: Step): Promise<boolean> {
  for (let above = step.parent; above; above = above.parent) {
    if ((above.handle.name === step.handle.name || step.depth > 16) && (await above.handle.isSameEntry(step.handle))) return true;
  }
  return false;
}
