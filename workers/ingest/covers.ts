// Pictures of tracks: each distinct one decoded once.
import type { Database } from '../../src/db/database';
import { hasCover, putCover } from '../../src/db/covers';
import { embeddedPictures } from '../../src/domain/library/embedded-pictures';
import { hash128 } from '../../src/domain/library/hash128';
import type { CoverHash } from '../../src/domain/library/ids';
import { drawCover, MOST_PICTURE_BYTES } from './draw-cover';
import { lanes } from './lanes';
import type { Picture } from './tags/raw-tag';

export interface CoverKeeper {
  /** Keeps a picture and gives its hash, or null when it is no cover. */
  keep(bytes: Uint8Array): Promise<CoverHash | null>;
  /** As `keep`, for a picture beside the music; null also where it cannot be read. Each file is read once. */
  keepFile(handle: FileSystemFileHandle): Promise<CoverHash | null>;
}

/** Decoded pictures are large: a file is parsed beside eight others, but few pictures are drawn at once. */
const DRAWN_AT_ONCE = 3;
/** Of one file: behind the first few that cannot be shown there is hardly one that can. */
const MOST_TRIED = 4;

/** Lives as long as one scan. A picture that cannot be decoded never fails a track. */
export function coverKeeper(db: Database): CoverKeeper {
  const kept = new Map<CoverHash, Promise<CoverHash | null>>();
  const ofFiles = new Map<FileSystemFileHandle, Promise<CoverHash | null>>();
  const inLane = lanes(DRAWN_AT_ONCE);

  function keepBytes(bytes: Uint8Array): Promise<CoverHash | null> {
    const coverHash = hash128(bytes) as CoverHash;
    const keeping = kept.get(coverHash) ?? inLane(() => keep(db, coverHash, bytes));
    kept.set(coverHash, keeping);
    return keeping;
  }

  async function read(handle: FileSystemFileHandle): Promise<CoverHash | null> {
    const bytes = await pictureBytes(handle).catch(() => null);
    return bytes && keepBytes(bytes);
  }

  return {
    keep: keepBytes,
    keepFile(handle) {
      const keeping = ofFiles.get(handle) ?? read(handle);
      ofFiles.set(handle, keeping);
      return keeping;
    },
  };
}

/** Null where it is empty or too large for a cover. @throws what the browser throws where it cannot be read */
export async function pictureBytes(handle: FileSystemFileHandle): Promise<Uint8Array | null> {
  const file = await handle.getFile();
  return file.size === 0 || file.size > MOST_PICTURE_BYTES ? null : new Uint8Array(await file.arrayBuffer());
}

async function keep(db: Database, coverHash: CoverHash, bytes: Uint8Array): Promise<CoverHash | null> {
  if (await hasCover(db, coverHash)) return coverHash;
  const drawn = await drawCover(bytes);
  if (!drawn) return null;
  await putCover(db, { coverHash, ...drawn });
  return coverHash;
}

/** The best picture in a file that can be shown, or null. */
export async function embeddedCover(pictures: readonly Picture[], keeper: CoverKeeper): Promise<CoverHash | null> {
  for (const { data } of embeddedPictures(pictures).slice(0, MOST_TRIED)) {
    const coverHash = await keeper.keep(data);
    if (coverHash) return coverHash;
  }
  return null;
}
