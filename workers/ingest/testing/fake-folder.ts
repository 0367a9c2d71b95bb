// Folders that the browser's own file system cannot imitate: cyclic links, access taken back, files that vanish.

export interface FakeEntries {
  readonly [name: string]: Uint8Array<ArrayBuffer> | FakeFolder | DOMException;
}

export class FakeFolder {
  readonly kind = 'directory';
  /** Thrown by every listing from now on. */
  failure: DOMException | null = null;
  onList: () => void = () => undefined;

  constructor(readonly name: string, public entries: FakeEntries = {}) {}

  async *values(): AsyncGenerator<unknown> {
    this.onList();
    if (this.failure) throw this.failure;
    for (const [name, entry] of Object.entries(this.entries)) yield entry instanceof FakeFolder ? entry : fakeFile(name, entry);
  }

  isSameEntry(other: unknown): Promise<boolean> {
    return Promise.resolve(other === this);
  }

  get handle(): FileSystemDirectoryHandle {
    return this as unknown as FileSystemDirectoryHandle;
  }
}

function fakeFile(name: string, content: Uint8Array<ArrayBuffer> | DOMException) {
  return {
    kind: 'file', name,
    getFile: () => (content instanceof DOMException ? Promise.reject(content) : Promise.resolve(new File([content], name, { lastModified: 1 }))),
  };
}
