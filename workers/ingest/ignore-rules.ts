// Which files and folders of a root are passed over by patterns: those of the root itself, and of files in its folders, as Git reads a `.gitignore`.
import ignore, { type Ignore } from 'ignore';

/** Files whose lines are patterns for their folder and all below it. */
const RULE_FILES: ReadonlySet<string> = new Set(['.ignore', '.soniqueignore']);
/** An Android media scanner's mark: nothing in this folder or below it is meant for players. */
export const NO_MEDIA = '.nomedia';
/** More is no list of patterns. */
const MOST_BYTES = 64 * 1024;

export function isRuleFile(name: string): boolean {
  return RULE_FILES.has(name);
}

/** Patterns that hold in one folder and below. */
export interface Rules {
  readonly folder: string;
  readonly patterns: Ignore;
  /** Of the folders above. */
  readonly above: Rules | null;
}

/** @returns the rules of above where there is no pattern to add */
export function rulesOf(folder: string, lines: readonly string[], above: Rules | null): Rules | null {
  return lines.length === 0 ? above : { folder, patterns: ignore().add(lines), above };
}

/** @param files those of a folder that `isRuleFile` names */
export async function readRules(folder: string, files: readonly FileSystemFileHandle[], above: Rules | null): Promise<Rules | null> {
  const texts = await Promise.all(files.map(textOf));
  return rulesOf(folder, texts.flatMap((text) => text.split('\n')).filter((line) => line.trim() !== ''), above);
}

/** The rule nearest to the file decides. @param path relative to the root */
export function isPassedOver(rules: Rules | null, path: string, kind: FileSystemHandleKind): boolean {
  for (let each = rules; each; each = each.above) {
    const below = each.folder === '' ? path : path.slice(each.folder.length + 1);
    const { ignored, unignored } = each.patterns.test(kind === 'directory' ? `${below}/` : below);
    if (ignored || unignored) return ignored;
  }
  return false;
}

/** A file of patterns that cannot be read has none. */
async function textOf(handle: FileSystemFileHandle): Promise<string> {
  try {
    return await (await handle.getFile()).slice(0, MOST_BYTES).text();
  } catch {
    return '';
  }
}
