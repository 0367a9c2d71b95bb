// The picture beside the music, read once a folder and only when a file without its own picture asks for it.

/** Larger than any cover worth having. */
const MOST_BYTES = 20 * 1024 * 1024;

export type Sidecar = () => Promise<Uint8Array | null>;

export const noSidecar: Sidecar = () => Promise.resolve(null);

/** @returns null from the reader where the picture cannot be read: a track lives without */
export function sidecarOf(cover: FileSystemFileHandle | null): Sidecar {
  if (!cover) return noSidecar;
  let reading: Promise<Uint8Array | null> | null = null;
  return () => (reading ??= read(cover).catch(() => null));
}

async function read(cover: FileSystemFileHandle): Promise<Uint8Array | null> {
  const file = await cover.getFile();
  return file.size === 0 || file.size > MOST_BYTES ? null : new Uint8Array(await file.arrayBuffer());
}
