// Why files that a walk did not meet are absent: gone, kept out by a rule, or behind a folder that cannot be read now.
import type { KnownFile } from '../../src/db/known-files';
import { folderOf } from '../../src/domain/library/track';
import { isWithin, type WalkedFolder } from './walk';

export class Unmet {
  /** Folders that could not be read. */
  readonly unreadable: string[] = [];
  /** Files and folders that a rule keeps out. */
  private readonly passedOver = new Set<string>();

  note({ path, error, passedOver }: WalkedFolder): void {
    if (error) this.unreadable.push(path);
    for (const each of passedOver) this.passedOver.add(each);
  }

  isUnreadable(path: string): boolean {
    return this.unreadable.some((folder) => isWithin(path, folder));
  }

  /** Those of folders that cannot be read are in neither list: they keep their state. */
  sort(files: Iterable<KnownFile>): { readonly gone: KnownFile[]; readonly keptOut: KnownFile[] } {
    const absent = [...files].filter((file) => !this.isUnreadable(file.folder));
    return { gone: absent.filter((file) => !this.isPassedOver(file.path)), keptOut: absent.filter((file) => this.isPassedOver(file.path)) };
  }

  private isPassedOver(path: string): boolean {
    for (let at = path; at !== ''; at = folderOf(at)) if (this.passedOver.has(at)) return true;
    return false;
  }
}
