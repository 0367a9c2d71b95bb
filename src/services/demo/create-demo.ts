// Installs the demo music: fetched from the app's own address into the browser's own storage, then added like any folder.
import { fileBelow } from '../../db/below';
import { err, messageOf, ok, type Result } from '../../domain/result';
import type { Folders } from '../folders/folders';
import type { Demo } from './demo';
import { parseManifest, type DemoFile, type DemoManifest } from './manifest';

const FOLDER_NAME = 'demo-music';

export interface DemoDeps {
  readonly fetch: (url: string) => Promise<Response>;
  /** `navigator.storage.getDirectory`, bound. */
  readonly storageRoot: () => Promise<FileSystemDirectoryHandle>;
  /** Absolute URL of the app's root, with a trailing slash. */
  readonly baseUrl: string;
  readonly folders: Pick<Folders, 'add'>;
  /** What the folder is called in the person's language. */
  readonly name: () => string;
}

export function createDemo(deps: DemoDeps): Demo {
  const { folders } = deps;
  const addressOf = (path: string): string => new URL(`demo/${path.split('/').map(encodeURIComponent).join('/')}`, deps.baseUrl).href;

  async function manifest(): Promise<Result<DemoManifest>> {
    const response = await request('manifest.json');
    if (!response.ok) return response;
    const parsed = parseManifest(await response.value.json().catch(() => null));
    return parsed ? ok(parsed) : err('network', 'demo/manifest.json is not the list of demo music');
  }

  async function request(path: string): Promise<Result<Response>> {
    try {
      const response = await deps.fetch(addressOf(path));
      return response.ok ? ok(response) : err('network', `demo/${path}: HTTP ${response.status}`);
    } catch (thrown) {
      return err('network', `demo/${path}: ${messageOf(thrown)}`);
    }
  }

  /** Files already there in full are kept, so that a broken installation goes on where it ended. */
  async function install(root: FileSystemDirectoryHandle, file: DemoFile): Promise<Result<null>> {
    const handle = await fileBelow(root, file.path, { create: true });
    if ((await handle.getFile()).size === file.sizeBytes) return ok(null);
    const response = await request(file.path);
    if (!response.ok) return response;
    const bytes = await response.value.arrayBuffer().catch(() => null);
    if (bytes?.byteLength !== file.sizeBytes) return err('network', `demo/${file.path}: ${bytes?.byteLength ?? 0} of ${file.sizeBytes} bytes came`);
    const writable = await handle.createWritable();
    await writable.write(bytes);
    await writable.close();
    return ok(null);
  }

  return {
    async install(onProgress) {
      const list = await manifest();
      if (!list.ok) return list;
      const { files } = list.value;
      try {
        const root = await (await deps.storageRoot()).getDirectoryHandle(FOLDER_NAME, { create: true });
        for (const [done, file] of files.entries()) {
          onProgress(done, files.length);
          const installed = await install(root, file);
          if (!installed.ok) return installed;
        }
        onProgress(files.length, files.length);
        return await folders.add(root, 'demo', deps.name());
      } catch (thrown) {
        const full = thrown instanceof DOMException && thrown.name === 'QuotaExceededError';
        return err(full ? 'quota-exceeded' : 'internal', messageOf(thrown));
      }
    },
  };
}
