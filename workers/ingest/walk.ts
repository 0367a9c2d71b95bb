// Walks a folder tree without recursion, depth first, never into a folder that holds itself.
import { unnested } from '../../src/domain/library/changed-folders';
import { companionKind, isIgnoredFolder, isMusicFile } from '../../src/domain/library/music-files';
import { isPassedOver, isRuleFile, NO_MEDIA, readRules, rulesOf, type Rules } from './ignore-rules';
import { readError } from './parse-file';

/** Deeper than any path a system allows; a cyclic link that hides its identity ends here. */
const MOST_DEPTH = 128;

export interface WalkedFolder {
  /** Relative to the root, '' for the root itself. */
  readonly path: string;
  readonly music: readonly FileSystemFileHandle[];
  /** Files beside the music that say something of it: pictures, lyrics, cue sheets, playlists. */
  readonly companions: readonly FileSystemFileHandle[];
  /** Paths of files and folders in it that a rule keeps out of the library; its own where that is so of the whole folder. */
  readonly passedOver: readonly string[];
  /** Whether it holds nothing but what systems put there. */
  readonly empty: boolean;
  /** Set when the listing broke off; the files listed before it are there. */
  readonly error: ReturnType<typeof readError>['error'] | null;
}

export interface WalkPlan {
  /** Only these folders and all below them; absent for the whole root. */
  readonly within?: readonly string[];
  /** Patterns of paths that are passed over, as in a `.gitignore`. */
  readonly ignore?: readonly string[];
  /** Paths of folders that are not this root's. */
  readonly others?: ReadonlySet<string>;
}

interface Step {
  readonly handle: FileSystemDirectoryHandle;
  readonly path: string;
  readonly parent: Step | null;
  readonly depth: number;
  readonly rules: Rules | null;
}

/** Each folder once, in no particular order. A folder of `within` that is not there any more is left out. */
export async function* walk(root: FileSystemDirectoryHandle, { within = [''], ignore = [], others = new Set() }: WalkPlan = {}): AsyncGenerator<WalkedFolder> {
  const top: Step = { handle: root, path: '', parent: null, depth: 0, rules: rulesOf('', ignore, null) };
  for (const start of unnested(within)) {
    const entry = await enter(top, start, others);
    if (!entry) continue;
    if ('folder' in entry) yield entry.folder;
    else yield* walkBelow(entry.step, others);
  }
}

async function* walkBelow(start: Step, others: ReadonlySet<string>): AsyncGenerator<WalkedFolder> {
  const waiting: Step[] = [start];
  for (let step = waiting.pop(); step; step = waiting.pop()) {
    if (await holdsItself(step)) continue;
    const { folder, subfolders, rules } = await list(step);
    yield folder;
    if (step.depth >= MOST_DEPTH) continue;
    for (const handle of subfolders.reverse()) {
      const next = below(step, handle, rules);
      if (!others.has(next.path)) waiting.push(next);
    }
  }
}

/** The way down to a folder, with the rules met on it. @returns a folder that is passed over or cannot be read, or null where it is not there */
async function enter(top: Step, path: string, others: ReadonlySet<string>): Promise<{ readonly step: Step } | { readonly folder: WalkedFolder } | null> {
  let step = top;
  for (const name of path === '' ? [] : path.split('/')) {
    const { rules, folder } = await list(step);
    if (folder.error) return { folder: { ...nothing(path), error: folder.error } };
    if (step === top && folder.empty) return { folder: { ...nothing(''), empty: true } };
    const next = pathOf(step, name);
    if (others.has(next)) return null;
    if (folder.passedOver.some((each) => each === step.path || each === next)) return { folder: { ...nothing(path), passedOver: [path] } };
    try {
      step = below(step, await step.handle.getDirectoryHandle(name), rules);
    } catch (thrown) {
      const { error } = readError(thrown);
      return error.code === 'file-gone' || isNoFolder(thrown) ? null : { folder: { ...nothing(path), error } };
    }
  }
  return { step };
}

function below(parent: Step, handle: FileSystemDirectoryHandle, rules: Rules | null): Step {
  return { handle, path: pathOf(parent, handle.name), parent, depth: parent.depth + 1, rules };
}

function pathOf({ path }: Step, name: string): string {
  return path === '' ? name : `${path}/${name}`;
}

interface Listed {
  readonly folder: WalkedFolder;
  readonly subfolders: FileSystemDirectoryHandle[];
  readonly rules: Rules | null;
}

async function list(step: Step): Promise<Listed> {
  const files: FileSystemFileHandle[] = [];
  const folders: FileSystemDirectoryHandle[] = [];
  let error: WalkedFolder['error'] = null;
  try {
    for await (const entry of step.handle.values()) {
      if (entry.kind === 'directory') folders.push(entry);
      else files.push(entry);
    }
  } catch (thrown) {
    error = readError(thrown).error;
  }
  const ruleFiles = files.filter((file) => isRuleFile(file.name));
  const rules = ruleFiles.length === 0 ? step.rules : await readRules(step.path, ruleFiles, step.rules);
  // A person who adds a folder means it, whatever its mark says to others.
  if (step.path !== '' && files.some((file) => file.name === NO_MEDIA)) return { folder: { ...nothing(step.path), passedOver: [step.path], error }, subfolders: [], rules };
  const { folder, subfolders } = sorted(step, files, folders, rules);
  return { folder: { ...folder, empty: folder.empty && error === null, error }, subfolders, rules };
}

function sorted(step: Step, files: readonly FileSystemFileHandle[], folders: readonly FileSystemDirectoryHandle[], rules: Rules | null): Pick<Listed, 'folder' | 'subfolders'> {
  const passedOver: string[] = [];
  const stays = (entry: FileSystemHandle): boolean => {
    const path = pathOf(step, entry.name);
    const out = (entry.kind === 'directory' && isIgnoredFolder(entry.name)) || isPassedOver(rules, path, entry.kind);
    if (out) passedOver.push(path);
    return !out;
  };
  const music = files.filter((file) => isMusicFile(file.name) && stays(file));
  const companions = files.filter((file) => companionKind(file.name) && stays(file));
  const subfolders = folders.filter(stays);
  const empty = subfolders.length === 0 && files.every((file) => file.name.startsWith('.'));
  return { folder: { path: step.path, music, companions, passedOver, empty, error: null }, subfolders };
}

function nothing(path: string): WalkedFolder {
  return { path, music: [], companions: [], passedOver: [], empty: false, error: null };
}

/** Whether a path is a folder or lies in it; '' is the root. */
export function isWithin(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}

/** A file stands where the folder was. */
function isNoFolder(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === 'TypeMismatchError';
}

/** Only an ancestor of the same name can be the folder itself, so that few are asked; the depth limit catches the rest. */
async function holdsItself(step: Step): Promise<boolean> {
  for (let above = step.parent; above; above = above.parent) {
    if ((above.handle.name === step.handle.name || step.depth > 16) && (await above.handle.isSameEntry(step.handle))) return true;
  }
  return false;
}
