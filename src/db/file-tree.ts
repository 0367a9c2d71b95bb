// A folder made of files that a page was given one by one, which reads like a folder of the disk. Where browsers have no picker for
// folders, an input or a drop gives such files, for as long as the page lives.

/** A file and where it lies, `/`-separated, relative to the folder. */
export interface TreeFile {
  readonly path: string;
  readonly file: File;
}

type Entries = Map<string, FileLeaf | FileTree>;

/** The parts of `FileSystemFileHandle` that are read here. */
class FileLeaf {
  readonly kind = 'file';
  readonly name: string;

  constructor(private readonly file: File, name: string) {
    this.name = name;
  }

  getFile(): Promise<File> {
    return Promise.resolve(this.file);
  }

  isSameEntry(other: unknown): Promise<boolean> {
    return Promise.resolve(other === this);
  }
}

/** The parts of `FileSystemDirectoryHandle` that are read here. */
class FileTree {
  readonly kind = 'directory';

  /** @param load answers null where the files are not here */
  constructor(readonly name: string, private readonly load: () => Promise<Entries | null>) {}

  async *entries(): AsyncGenerator<[string, FileLeaf | FileTree]> {
    yield* await this.held();
  }

  async *keys(): AsyncGenerator<string> {
    yield* (await this.held()).keys();
  }

  async *values(): AsyncGenerator<FileLeaf | FileTree> {
    yield* (await this.held()).values();
  }

  [Symbol.asyncIterator](): AsyncGenerator<[string, FileLeaf | FileTree]> {
    return this.entries();
  }

  async getDirectoryHandle(name: string): Promise<FileTree> {
    const entry = await this.entry(name);
    if (entry instanceof FileTree) return entry;
    throw new DOMException(`${name} is a file`, 'TypeMismatchError');
  }

  async getFileHandle(name: string): Promise<FileLeaf> {
    const entry = await this.entry(name);
    if (entry instanceof FileLeaf) return entry;
    throw new DOMException(`${name} is a folder`, 'TypeMismatchError');
  }

  isSameEntry(other: unknown): Promise<boolean> {
    return Promise.resolve(other === this);
  }

  resolve(): Promise<null> {
    return Promise.resolve(null);
  }

  queryPermission(): Promise<PermissionState> {
    return Promise.resolve('granted');
  }

  requestPermission(): Promise<PermissionState> {
    return Promise.resolve('granted');
  }

  private async entry(name: string): Promise<FileLeaf | FileTree> {
    const entry = (await this.held()).get(name);
    if (!entry) throw new DOMException(`${name} is not in ${this.name}`, 'NotFoundError');
    return entry;
  }

  private async held(): Promise<Entries> {
    const entries = await this.load();
    if (!entries) throw new DOMException(`the files of ${this.name} are not here`, 'NotFoundError');
    return entries;
  }
}

/** @param load answers null where the files are not here: every call then fails as for a folder that is gone */
export function fileTree(name: string, load: () => Promise<readonly TreeFile[] | null>): FileSystemDirectoryHandle {
  let built: { readonly files: readonly TreeFile[]; readonly entries: Entries } | null = null;
  const tree = new FileTree(name, async () => {
    const files = await load();
    if (!files) return null;
    if (built?.files !== files) built = { files, entries: entriesOf(files) };
    return built.entries;
  });
  // What reads folders here uses nothing else of a handle.
  return tree as unknown as FileSystemDirectoryHandle;
}

function entriesOf(files: readonly TreeFile[]): Entries {
  const root: Entries = new Map();
  const folders = new Map<string, Entries>([['', root]]);

  function folderAt(path: string): Entries {
    const known = folders.get(path);
    if (known) return known;
    const cut = path.lastIndexOf('/');
    const name = path.slice(cut + 1);
    const entries: Entries = new Map();
    folders.set(path, entries);
    folderAt(path.slice(0, Math.max(0, cut))).set(name, new FileTree(name, () => Promise.resolve(entries)));
    return entries;
  }

  for (const { path, file } of files) {
    const cut = path.lastIndexOf('/');
    const name = path.slice(cut + 1);
    folderAt(path.slice(0, Math.max(0, cut))).set(name, new FileLeaf(file, name));
  }
  return root;
}
