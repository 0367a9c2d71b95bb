// The row of one audio file, and what its container says.
import type { AppError } from '../result';
import { STAGE_VERSIONS } from '../versions';
import type { AlbumKey, ArtistKey, ContentKey, CoverHash, RootId, TrackId } from './ids';
import type { SettledAlbum } from './settled-album';
import type { Tags } from './tags';
import type { RowCredits } from './track-credits';

/** How far a file has come. `embedded` is the end of the line. */
export type Stage = 'found' | 'parsed' | 'analysed' | 'embedded';
/** The step that a failure happened in. */
export type Step = 'scan' | 'parse' | 'analyse' | 'embed';
/**
 * The queue is rows: `parse` and `sound` wait for a worker, `renew` for one with nothing better to do (its values were made
 * by an older version of a stage, and are shown until then), `failed` waits for a person, `ignored` and `done` for nothing; a
 * row without a file here is in none, and so in no index of queues. Always `queueOf(row)`; stored because it is indexed.
 */
export type Queue = 'parse' | 'sound' | 'renew' | 'done' | 'failed' | 'ignored';

export interface StageFailure extends AppError {
  readonly step: Step;
  readonly atMs: number;
  /** A person wants to hear no more of it: it is in no list of failures and not tried again with the others. */
  readonly ignored?: true;
}

export interface Technical {
  readonly container: string | null;
  readonly codec: string | null;
  readonly durationS: number | null;
  readonly sampleRateHz: number | null;
  readonly channels: number | null;
  readonly bitsPerSample: number | null;
  readonly bitrateKbps: number | null;
  readonly lossless: boolean | null;
  readonly encoder: string | null;
}

/** Version of each stage that produced what the row knows; 0 means never run. */
export interface StageVersions {
  readonly parse: number;
  readonly analyse: number;
  readonly embed: number;
}

/** Where the audio of a row is: in its folder, no longer there, or only on another device. Numbers, because they are indexed. */
export const HERE = 0;
export const MISSING = 1;
export const ELSEWHERE = 2;
/** A file whose segments stand for it: in no list and no queue, whether it is here or missing. */
export const SEGMENTED = 3;
export const SEGMENTED_MISSING = 4;
/** Those that lists show. */
export const LISTED = [HERE, MISSING, ELSEWHERE] as const;
export const ABSENCES = [...LISTED, SEGMENTED, SEGMENTED_MISSING] as const;
export type Absence = (typeof ABSENCES)[number];

/**
 * The root of rows that only another device holds; their path is `<contentKey>/<taggedAlbumKey or ->/<file name>`. Null is
 * no key: such rows, which come by the ten thousand, are left out of the indexes of places.
 */
export const ELSEWHERE_ROOT = null;

/** A stretch of a file that is a track of its own, by a cue sheet. Times are seconds from the start of the file. */
export interface Segment {
  readonly fileId: TrackId;
  /** Place among the segments of the file, 0 first. */
  readonly index: number;
  readonly startS: number;
  /** Null for the last: to the end of the file. */
  readonly endS: number | null;
}

/** One audio file on this device, a segment of one, or a recording of another device. `rootId` and `path` together are unique. */
export interface TrackRow {
  readonly trackId: TrackId;
  readonly rootId: RootId | typeof ELSEWHERE_ROOT;
  /** `/`-separated, relative to the root, NFC-preserving: exactly the names the file system gave. Of a segment as `segmentPath`: open `filePathOf` it. */
  readonly path: string;
  /** The path without the file name; '' at the top. */
  readonly folder: string;
  readonly sizeBytes: number;
  readonly mtimeMs: number;
  readonly stage: Stage;
  readonly queue: Queue | null;
  /** Times the sound stage was begun without an answer; counted before the work. */
  readonly attempts: number;
  readonly failure: StageFailure | null;
  readonly missing: Absence;
  readonly addedAtMs: number;
  /** Change sequence of the library when this row, its sound or its choices last changed. */
  readonly seq: number;
  readonly contentKey: ContentKey | null;
  readonly taggedAlbumKey: AlbumKey | null;
  readonly albumKey: AlbumKey | null;
  readonly artistKey: ArtistKey | null;
  readonly albumArtistKey: ArtistKey | null;
  /** The cover shown: of the file, of its folder, or chosen. */
  readonly coverHash: CoverHash | null;
  /** The picture in the file itself; absent where it has none. */
  readonly embeddedCover?: CoverHash;
  /** The cover found with the file, null for none; absent where nobody chose another one. */
  readonly foundCover?: CoverHash | null;
  /** Effective: as read from the file, with a person's edits on top. */
  readonly tags: Tags | null;
  /** As read from the file; absent where nobody edited them. */
  readonly readTags?: Tags;
  /** Of another device's row: the key of its edited album by the tags alone, and what settling made of it there. */
  readonly settled?: readonly [AlbumKey, AlbumKey];
  /** Who is credited, from the tags and what the library knows. Absent in rows of version 1: each name is one artist. */
  readonly credits?: RowCredits;
  /** What files beside it say of its album where its own tags do not; absent where they agree. */
  readonly settledAlbum?: SettledAlbum;
  /** Chosen by a person for this file alone, among copies of one recording: device data, as the copies are. */
  readonly copy?: 'preferred' | 'hidden';
  /** Of a track that is a part of its file; `sizeBytes` and `mtimeMs` are those of the file. */
  readonly segment?: Segment;
  readonly technical: Technical | null;
  readonly versions: StageVersions;
}

/** The queue a row waits in, from what is known of it. */
export function queueOf(row: QueuedRow): Queue | null {
  if (row.missing) return null;
  if (row.failure) return row.failure.ignored ? 'ignored' : 'failed';
  switch (row.stage) {
    case 'found':
      return 'parse';
    case 'parsed':
    case 'analysed':
      return 'sound';
    case 'embedded':
      return row.versions.analyse < STAGE_VERSIONS.analyse || row.versions.embed < STAGE_VERSIONS.embed ? 'renew' : 'done';
  }
}

type QueuedRow = Pick<TrackRow, 'stage' | 'failure' | 'missing' | 'versions'>;

/** The row with changes applied and its queue made to follow. */
export function withQueue<R extends QueuedRow>(row: R): R & { readonly queue: Queue | null } {
  return { ...row, queue: queueOf(row) };
}

/** The name of the file that a path leads to. */
export function fileNameOf(path: string): string {
  return filePathOf(path).slice(path.lastIndexOf('/') + 1);
}

/** No file system allows it in a name, and it sorts before all that is. */
const SEGMENT_MARK = '\0';

/** Where the row of a segment stands: right behind its file. */
export function segmentPath(filePath: string, index: number): string {
  return `${filePath}${SEGMENT_MARK}${String(index).padStart(3, '0')}`;
}

/** The path of the file that a row's sound is in: its own, or that of the whole file. */
export function filePathOf(path: string): string {
  const mark = path.indexOf(SEGMENT_MARK);
  return mark < 0 ? path : path.slice(0, mark);
}

/** The path without its last part; '' at the top. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
