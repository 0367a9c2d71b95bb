// Rows of recordings that other devices hold, and how far a row comes by facts that others made.
import type { TrackId } from '../library/ids';
import { settledTags } from '../library/settled-album';
import { ELSEWHERE, ELSEWHERE_ROOT, fileNameOf, folderOf, MISSING, withQueue, type Stage, type StageVersions, type TrackRow } from '../library/track';
import { rowCredits } from '../library/track-credits';
import type { SoundRow, VectorRow } from '../sound/sound';
import { contentKeyOf, tagsSubject, type FactStamp, type TagsValue } from './facts';

export type NewRow = Omit<TrackRow, 'trackId' | 'seq'>;

/** What is known of a recording besides its tags. */
export interface KnownSound {
  readonly sound: SoundRow | undefined;
  readonly vector: VectorRow | undefined;
}

/** The row of a recording that this device lacks. @param held whether another device holds it, as far as known */
export function elsewhereRow(stamp: FactStamp, value: TagsValue, known: KnownSound, held: boolean): NewRow {
  const { tags, technical, taggedAlbumKey, albumKey, artistKey, albumArtistKey, coverHash, addedAtMs, settled, settledAlbum } = value;
  const { stage, analyse, embed } = stageBy(known);
  return withQueue({
    ...placeElsewhere(stamp.subject, value.fileName), sizeBytes: 0, mtimeMs: 0, stage, attempts: 0, failure: null, missing: held ? ELSEWHERE : MISSING,
    addedAtMs, contentKey: contentKeyOf(stamp), taggedAlbumKey, albumKey, artistKey, albumArtistKey, coverHash, tags, technical,
    ...(settled && { settled }), ...(settledAlbum && { settledAlbum }), ...(tags && { credits: rowCredits(settledTags(tags, settledAlbum), value) }), versions: { parse: stamp.version, analyse, embed },
  });
}

/** A row of this device whose file goes, or is tagged anew, while another device holds the recording. */
export function leftElsewhere(row: TrackRow): TrackRow {
  // One that waits to be parsed again still says what was read before.
  const { analyse, embed } = row.versions;
  const stage = row.stage === 'found' ? (embed > 0 ? 'embedded' : analyse > 0 ? 'analysed' : 'parsed') : row.stage;
  return withQueue({
    ...row, stage, ...placeElsewhere(subjectOf(row), fileNameOf(row.path)), sizeBytes: 0, mtimeMs: 0, attempts: 0, failure: null, missing: ELSEWHERE,
  });
}

/** An elsewhere row by what is known of its sound. */
export function withSound<R extends NewRow>(row: R, known: KnownSound): R {
  const { stage, analyse, embed } = stageBy(known);
  return withQueue({ ...row, stage, versions: { ...row.versions, analyse, embed } });
}

/**
 * A row of a file that is here, moved on by facts of its sound that another device made, so that it is not analysed again.
 * Facts of an older version than this app's move nothing: they are shown until the better ones are made.
 */
export function advanced(row: TrackRow, { sound, vector }: KnownSound, versions: StageVersions): TrackRow {
  // A row that waits to be parsed again holds the key of audio that may be gone.
  if (row.stage === 'found' || !sound || sound.analyseVersion < versions.analyse) return row;
  const whole = sound.embedVersion >= versions.embed && vector !== undefined && vector.embedVersion >= versions.embed;
  if (row.stage === 'embedded' && !whole) return row;
  const embed = whole ? vector.embedVersion : row.versions.embed;
  return withQueue({
    ...row, stage: whole ? 'embedded' : 'analysed', failure: whole ? null : row.failure, attempts: whole ? 0 : row.attempts,
    versions: { ...row.versions, analyse: sound.analyseVersion, embed },
  });
}

/** What a row's tags hang on. */
export function subjectOf(row: Pick<TrackRow, 'contentKey' | 'taggedAlbumKey'>): string {
  return row.contentKey === null ? '' : tagsSubject(row.contentKey, row.taggedAlbumKey);
}

export function isElsewhere(row: Pick<TrackRow, 'rootId'>): boolean {
  return row.rootId === ELSEWHERE_ROOT;
}

/** Ids of rows whose recording and album a file of this device has too. */
export function twins(rows: readonly TrackRow[]): TrackId[] {
  const here = new Set(rows.filter((row) => !isElsewhere(row) && row.stage !== 'found').map(subjectOf));
  return rows.filter((row) => isElsewhere(row) && here.has(subjectOf(row))).map((row) => row.trackId);
}

function placeElsewhere(subject: string, fileName: string): Pick<TrackRow, 'rootId' | 'path' | 'folder'> {
  const path = `${subject}/${fileNameOf(fileName)}`;
  return { rootId: ELSEWHERE_ROOT, path, folder: folderOf(path) };
}

function stageBy({ sound, vector }: KnownSound): { readonly stage: Stage; readonly analyse: number; readonly embed: number } {
  const analyse = sound?.analyseVersion ?? 0;
  const embed = sound && vector && sound.embedVersion > 0 ? vector.embedVersion : 0;
  return { stage: embed > 0 ? 'embedded' : sound ? 'analysed' : 'parsed', analyse, embed };
}
