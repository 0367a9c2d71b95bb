// Whether a folder can be read now: what Chrome allows, and whether the folder is still there.
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
