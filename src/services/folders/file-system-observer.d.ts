// FileSystemObserver (Chrome 133 and later), which TypeScript's DOM library leaves out. https://fs.spec.whatwg.org/#api-filesystemobserver

type FileSystemChangeType = 'appeared' | 'disappeared' | 'errored' | 'modified' | 'moved' | 'unknown';

interface FileSystemChangeRecord {
  /** What was given to `observe`. */
  readonly root: FileSystemHandle;
  /** Null where it is gone. */
  readonly changedHandle: FileSystemHandle | null;
  readonly relativePathComponents: readonly string[];
  readonly type: FileSystemChangeType;
  readonly relativePathMovedFrom: readonly string[] | null;
}

interface FileSystemObserver {
  observe(handle: FileSystemHandle, options?: { readonly recursive?: boolean }): Promise<void>;
  unobserve(handle: FileSystemHandle): void;
  disconnect(): void;
}

interface FileSystemObserverConstructor {
  new (callback: (records: readonly FileSystemChangeRecord[], observer: FileSystemObserver) => void): FileSystemObserver;
}

interface Window {
  readonly FileSystemObserver?: FileSystemObserverConstructor;
}
