// Which cover a row shows: the one a person chose for its album, else the one that was found with its file.
import { choiceOf, type ChoiceRow } from '../sync/choice';
import type { CoverHash } from './ids';
import type { TrackRow } from './track';

export interface FoundCovers {
  /** In the file itself. */
  readonly embedded: CoverHash | null | undefined;
  /** Beside the file. */
  readonly folder: CoverHash | null | undefined;
  /** Beside the folder, where that is one disc of an album. */
  readonly parent: CoverHash | null | undefined;
}

/** What is shown while nobody has chosen another one. */
export function foundCover({ embedded, folder, parent }: FoundCovers): CoverHash | null {
  return embedded ?? folder ?? parent ?? null;
}

/** The field of an album's choices. */
export const CHOSEN_COVER = 'coverHash';
const HASH = /^[0-9a-f]{32}$/u;

/** What a person chose for an album; null where nobody did. */
export function chosenCoverOf(album: ChoiceRow | undefined): CoverHash | null {
  const value = choiceOf(album, CHOSEN_COVER);
  return typeof value === 'string' && HASH.test(value) ? (value as CoverHash) : null;
}

type Covered = Pick<TrackRow, 'coverHash' | 'foundCover'>;

/** What the row shows, or would show if nobody had chosen another one. */
export function foundCoverOf({ coverHash, foundCover: found }: Covered): CoverHash | null {
  return found === undefined ? coverHash : found;
}

/** The row with what was found, whatever it showed. */
export function withFoundCover<R extends Covered>({ foundCover: _, ...row }: R, coverHash: CoverHash | null): Omit<R, 'foundCover'> & { readonly coverHash: CoverHash | null } {
  return { ...row, coverHash };
}

/** The row showing what was chosen for its album, or again what was found. @param chosen null where nobody chose */
export function withChosenCover<R extends Covered>(row: R, chosen: CoverHash | null): R {
  const found = foundCoverOf(row);
  if (chosen === null) return row.foundCover === undefined ? row : ({ ...withFoundCover(row, found) } as unknown as R);
  return chosen === row.coverHash && row.foundCover === found ? row : { ...row, coverHash: chosen, foundCover: found };
}
