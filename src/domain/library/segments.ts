// Rows of the tracks inside a file: what a cue sheet makes of it, and what changes when the sheet or the file does.
import { segmentKeyOf } from './content-key';
import { CD_FRAMES, segmentsOf, type CueFile, type CueSegment, type CueSheet } from './cue-sheet';
import { segmentTags } from './cue-tags';
import { tagsAsRead } from './edits';
import { withoutGuesses } from './guessed-tags';
import type { TrackId } from './ids';
import { tagColumns } from './tag-columns';
import { HERE, MISSING, SEGMENTED, SEGMENTED_MISSING, segmentPath, type Absence, type Segment, type TrackRow } from './track';

export type NewSegment = Omit<TrackRow, 'trackId' | 'seq' | 'queue'>;
export type RowPatch = Partial<NewSegment>;

export interface SegmentPlan {
  readonly add: readonly NewSegment[];
  /** Of segments, and of the file itself. */
  readonly patches: ReadonlyMap<TrackId, RowPatch>;
  readonly drop: readonly TrackId[];
}

/** @param told the sheet and the part of it that is this file; null where no sheet speaks of it @param existing its segments so far */
export function planSegments(file: TrackRow, told: { readonly sheet: CueSheet; readonly file: CueFile } | null, existing: readonly TrackRow[]): SegmentPlan {
  const isGone = file.missing === MISSING || file.missing === SEGMENTED_MISSING;
  // A file that is gone keeps what it had until it is back: then its sheet is, too, or not.
  if (isGone) return { add: [], drop: [], patches: patchesOf(file, existing, existing.map(() => ({ missing: MISSING })), existing.length > 0) };
  const wanted = told ? wantedRows(file, told.sheet, segmentsWithin(file, told.file)) : [];
  const { pairs, fresh, left } = matched(wanted, existing);
  const changes = pairs.map(([row, next]) => changesOf(row, next, file));
  return { add: fresh, drop: left.map((row) => row.trackId), patches: patchesOf(file, pairs.map(([row]) => row), changes, wanted.length > 0) };
}

/** A sheet that goes on past the end of the file was made for another one. */
function segmentsWithin(file: TrackRow, cueFile: CueFile): CueSegment[] {
  const segments = segmentsOf(cueFile);
  const durationS = file.technical?.durationS ?? null;
  return durationS !== null && (segments.at(-1)?.startFrame ?? 0) >= durationS * CD_FRAMES ? [] : segments;
}

function wantedRows(file: TrackRow, sheet: CueSheet, segments: readonly CueSegment[]): NewSegment[] {
  const { contentKey, technical } = file;
  const read = tagsAsRead(file);
  if (contentKey === null || read === null) return [];
  const tags = withoutGuesses(read);
  return segments.map(({ track, startFrame, endFrame }, index) => {
    const segment: Segment = { fileId: file.trackId, index, startS: startFrame / CD_FRAMES, endS: endFrame === null ? null : endFrame / CD_FRAMES };
    const endS = segment.endS ?? technical?.durationS ?? null;
    return {
      rootId: file.rootId, path: segmentPath(file.path, startFrame), folder: file.folder, sizeBytes: file.sizeBytes, mtimeMs: file.mtimeMs,
      stage: 'parsed', attempts: 0, failure: null, missing: HERE, addedAtMs: file.addedAtMs, contentKey: segmentKeyOf(contentKey, startFrame, endFrame),
      coverHash: file.coverHash, ...(file.embeddedCover && { embeddedCover: file.embeddedCover }), ...tagColumns(segmentTags(tags, sheet, track, segments.length)),
      technical: technical && { ...technical, durationS: endS === null ? null : endS - segment.startS },
      versions: { parse: file.versions.parse, analyse: 0, embed: 0 }, segment,
    };
  });
}

/** Segments stay the same track where they begin at the same place, else by their order: new texts, and new ends, change no id. */
function matched(wanted: readonly NewSegment[], existing: readonly TrackRow[]) {
  const byStart = new Map(existing.map((row) => [row.segment?.startS, row]));
  const pairs = wanted.flatMap((next): [TrackRow, NewSegment][] => {
    const row = byStart.get(next.segment?.startS);
    return row ? [[row, next]] : [];
  });
  const taken = new Set<TrackRow | NewSegment>(pairs.flat());
  const left = existing.filter((row) => !taken.has(row));
  const unmatched = wanted.filter((next) => !taken.has(next));
  const moved = unmatched.slice(0, left.length).map((next, i): [TrackRow, NewSegment] => [left[i] as TrackRow, next]);
  return { pairs: [...pairs, ...moved], fresh: unmatched.slice(moved.length), left: left.slice(moved.length) };
}

const FOLLOWED = ['rootId', 'path', 'folder', 'sizeBytes', 'mtimeMs', 'missing', 'technical', 'segment', 'embeddedCover'] as const;

function changesOf(row: TrackRow, next: NewSegment, file: TrackRow): RowPatch {
  const changed = FOLLOWED.filter((field) => !isSame(row[field], next[field]));
  const tags = isSame(tagsAsRead(row), next.tags) ? {} : tagColumns(next.tags as NonNullable<NewSegment['tags']>);
  const sound = row.contentKey === next.contentKey ? {} : { contentKey: next.contentKey, stage: 'parsed' as const, failure: null, attempts: 0, versions: next.versions };
  return {
    ...Object.fromEntries(changed.map((field) => [field, next[field]])), ...tags, ...sound,
    ...(changed.includes('embeddedCover') && { coverHash: file.coverHash }),
  };
}

function patchesOf(file: TrackRow, rows: readonly TrackRow[], changes: readonly RowPatch[], segmented: boolean): Map<TrackId, RowPatch> {
  const patches = new Map(rows.flatMap((row, i): [TrackId, RowPatch][] => {
    const change = changes[i] ?? {};
    return Object.entries(change).some(([field, value]) => !isSame(row[field as keyof TrackRow], value)) ? [[row.trackId, change]] : [];
  }));
  const missing = absenceOf(file.missing, segmented);
  // With its key, so that rows of other devices for the same file go when it is back.
  if (missing !== file.missing) patches.set(file.trackId, { missing, contentKey: file.contentKey });
  return patches;
}

function absenceOf(missing: Absence, segmented: boolean): Absence {
  const isGone = missing === MISSING || missing === SEGMENTED_MISSING;
  if (segmented) return isGone ? SEGMENTED_MISSING : SEGMENTED;
  return isGone ? MISSING : HERE;
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
