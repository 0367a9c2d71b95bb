// Whether a folder can be read now: what Chrome allows, and whether the folder is still there.
import { activeRoots } from '../../db/roots';
import type { Database } from '../../db/database';
import type { RootId } from '../../domain/library/ids';
import type { RootAccess } from '../../domain/library/root';

/** Never asks the person. */
export async function accessOf(handle: FileSystemDirectoryHandle): Promise<RootAccess> {
  try {
    const permission = await handle.queryPermission({ mode: 'read' });
    if (permission !== 'granted') return permission;
    // A granted folder may have been moved or unplugged: only reading tells.
    await handle.keys().next();
    return 'granted';
  } catch (thrown) {
    switch (thrown instanceof DOMException ? thrown.name : '') {
      case 'NotAllowedError':
      case 'SecurityError':
        return 'prompt';
      default:
        return 'gone';
    }
  }
}

/** The roots that can be read now, in the order they were added. */
export async function readableRoots(db: Database): Promise<RootId[]> {
  const roots = await activeRoots(db);
  const access = await Promise.all(roots.map((root) => accessOf(root.handle)));
  return roots.filter((_, i) => access[i] === 'granted').map((root) => root.rootId);
}
