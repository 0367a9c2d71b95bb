// Pictures of tracks: the right one chosen, each distinct one decoded once.
import type { Database } from '../../src/db/database';
import { hasCover, putCover } from '../../src/db/covers';
import { hash128 } from '../../src/domain/library/hash128';
import type { CoverHash } from '../../src/domain/library/ids';
import { drawCover } from './draw-cover';
import type { Picture } from './tags/raw-tag';

/** Keeps a picture and gives its hash, or null when it cannot be decoded. */
export type KeepCover = (bytes: Uint8Array) => Promise<CoverHash | null>;

/** Lives as long as one scan. A picture that cannot be decoded never fails a track. */
export function coverKeeper(db: Database): KeepCover {
  const kept = new Map<CoverHash, Promise<CoverHash | null>>();
  return (bytes) => {
    const coverHash = hash128(bytes) as CoverHash;
    const keeping = kept.get(coverHash) ?? keep(db, coverHash, bytes);
    kept.set(coverHash, keeping);
    return keeping;
  };
}

async function keep(db: Database, coverHash: CoverHash, bytes: Uint8Array): Promise<CoverHash | null> {
  if (await hasCover(db, coverHash)) return coverHash;
  const drawn = await drawCover(bytes).catch(() => null);
  if (!drawn) return null;
  await putCover(db, { coverHash, ...drawn });
  return coverHash;
}

/** The front cover; else the largest picture that is not a file icon. */
export function chooseCover(pictures: readonly Picture[]): Uint8Array | null {
  const usable = pictures.filter((picture) => picture.data.length > 0 && !/icon/i.test(picture.type ?? ''));
  const front = usable.filter((picture) => /front/i.test(picture.type ?? ''));
  const [best] = (front.length > 0 ? front : usable).toSorted((a, b) => b.data.length - a.data.length);
  return best?.data ?? null;
}
