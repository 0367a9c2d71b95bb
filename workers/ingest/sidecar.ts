// The picture beside the music, read once a folder and only when a file without its own picture asks for it.
import { coverPictures } from '../../src/domain/library/folder-pictures';
import type { CoverHash } from '../../src/domain/library/ids';
import { fileNameOf } from '../../src/domain/library/track';
import type { CoverKeeper } from './covers';

export type Sidecar = () => Promise<CoverHash | null>;

export const noSidecar: Sidecar = () => Promise.resolve(null);

/** Before anything is known of the folder's albums: the covers are settled when all of it is parsed. @returns null from the reader where the picture cannot be shown */
export function sidecarOf(path: string, companions: readonly FileSystemFileHandle[], keeper: CoverKeeper): Sidecar {
  const [name] = coverPictures(companions.map((file) => file.name), { folder: fileNameOf(path), albums: null });
  const cover = companions.find((file) => file.name === name);
  return cover ? () => keeper.keepFile(cover) : noSidecar;
}
