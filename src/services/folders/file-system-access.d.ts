// The parts of the File System Access API that TypeScript's DOM library leaves out (Chromium only).

interface FileSystemPermissionDescriptor {
  readonly mode: 'read' | 'readwrite';
}

interface FileSystemHandle {
  queryPermission(descriptor: FileSystemPermissionDescriptor): Promise<PermissionState>;
  requestPermission(descriptor: FileSystemPermissionDescriptor): Promise<PermissionState>;
}

interface FileSystemFileHandle {
  /** Within the app's own storage. */
  move(parent: FileSystemDirectoryHandle, name: string): Promise<void>;
}

interface DataTransferItem {
  getAsFileSystemHandle?(): Promise<FileSystemHandle | null>;
}

interface OpenFilePickerOptions {
  readonly id?: string;
  readonly startIn?: FileSystemHandle;
  readonly types?: readonly { readonly description?: string; readonly accept: Readonly<Record<string, readonly string[]>> }[];
}

interface Window {
  showOpenFilePicker?(options: OpenFilePickerOptions): Promise<FileSystemFileHandle[]>;
  showDirectoryPicker?(options: { readonly id?: string; readonly mode?: 'read' | 'readwrite' }): Promise<FileSystemDirectoryHandle>;
}
