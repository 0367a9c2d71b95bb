// Where folder handles come from: Chrome's picker and what is dropped on the window; and why a folder was refused.
import { err, messageOf, ok, type AppError, type Result } from '../../domain/result';

export type ShowFilePicker = NonNullable<Window['showOpenFilePicker']>;
export type ShowPicker = NonNullable<Window['showDirectoryPicker']>;

/** Chrome remembers the place of the last pick under this name. */
const PICKER_ID = 'music';

export async function pickFolder(showPicker: ShowPicker | undefined): Promise<Result<FileSystemDirectoryHandle>> {
  if (!showPicker) return err('unsupported-browser', 'showDirectoryPicker');
  try {
    return ok(await showPicker({ id: PICKER_ID, mode: 'read' }));
  } catch (thrown) {
    return { ok: false, error: refusal(thrown) };
  }
}

/** One file, of any kind: what it is says the scan. */
export async function pickFile(showPicker: ShowFilePicker | undefined): Promise<Result<FileSystemFileHandle>> {
  if (!showPicker) return err('unsupported-browser', 'showOpenFilePicker');
  try {
    const [file] = await showPicker({ id: PICKER_ID });
    return file ? ok(file) : err('cancelled');
  } catch (thrown) {
    return { ok: false, error: refusal(thrown) };
  }
}

/** Must be called in the drop handler: the items are empty when it has returned. */
export async function droppedFolders(items: DataTransferItemList): Promise<Result<FileSystemDirectoryHandle[]>> {
  const files = [...items].filter((item) => item.kind === 'file');
  if (files.length > 0 && !files[0]?.getAsFileSystemHandle) return err('unsupported-browser', 'getAsFileSystemHandle');
  const pending = files.map((item) => item.getAsFileSystemHandle?.());
  try {
    const handles = await Promise.all(pending);
    const folders = handles.filter((handle): handle is FileSystemDirectoryHandle => handle?.kind === 'directory');
    return folders.length > 0 ? ok(folders) : err('folder-refused', 'no folder among what was dropped');
  } catch (thrown) {
    return { ok: false, error: refusal(thrown) };
  }
}

/** AbortError is the person who closed the picker; Chrome itself tells the person about folders it keeps closed, and lets pick again. */
function refusal(thrown: unknown): AppError {
  const detail = messageOf(thrown);
  switch (thrown instanceof DOMException ? thrown.name : '') {
    case 'AbortError':
      return { code: 'cancelled' };
    case 'NotAllowedError':
      return { code: 'permission-denied', detail };
    case 'NotFoundError':
      return { code: 'folder-gone', detail };
    default:
      return { code: 'folder-refused', detail };
  }
}
