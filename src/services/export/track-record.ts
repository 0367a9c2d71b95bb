// One exported track: everything known of a file, with units in the names.
import type { ExportedTrack } from '../../db/export';
import { ELSEWHERE, fileNameOf, filePathOf, MISSING } from '../../domain/library/track';
import { camelotCode, noteOf } from '../../domain/sound/camelot';
import type { CurvesRow, MusicalKey, SoundRow } from '../../domain/sound/sound';
import { lovedOf, ratingOf } from '../../domain/sync/choice';
import { isElsewhere } from '../../domain/sync/elsewhere';

/** @param soundTagNames in the order of `SoundRow.soundTags` */
export function trackRecord({ row, rootName, sound, curves, vector, choice, playCount }: ExportedTrack, soundTagNames: readonly string[]) {
  return {
    rootName,
    // A recording elsewhere has no place here but the name of its file there.
    path: isElsewhere(row) ? fileNameOf(row.path) : filePathOf(row.path),
    contentKey: row.contentKey,
    albumKey: row.albumKey,
    artistKey: row.artistKey,
    albumArtistKey: row.albumArtistKey,
    sizeBytes: row.sizeBytes,
    modifiedAt: isoTime(row.mtimeMs),
    addedAt: isoTime(row.addedAtMs),
    missing: row.missing === MISSING,
    elsewhere: row.missing === ELSEWHERE,
    stage: row.stage,
    stageVersions: row.versions,
    error: row.failure && { step: row.failure.step, code: row.failure.code, detail: row.failure.detail ?? null, at: isoTime(row.failure.atMs) },
    tags: row.tags,
    technical: row.technical,
    durationS: row.technical?.durationS ?? sound?.decodedDurationS ?? null,
    analysis: sound ? analysisRecord(sound, curves) : null,
    soundTags: sound?.soundTags ? tagRecord(sound.soundTags, soundTagNames) : null,
    /** Half stars, 1–10. */
    ratingHalfStars: ratingOf(choice),
    loved: lovedOf(choice),
    playCount,
    ...(vector ? { embedding: Array.from(vector.vector) } : {}),
  };
}

export type TrackRecord = ReturnType<typeof trackRecord>;

function analysisRecord(sound: SoundRow, curves: CurvesRow | undefined) {
  return {
    tempoBpm: sound.tempo?.tempoBpm ?? null,
    tempoConfidence: sound.tempo?.confidence ?? null,
    tempoCandidates: sound.tempo?.candidates ?? [],
    key: sound.key && keyRecord(sound.key),
    integratedLufs: sound.loudness.integratedLufs,
    samplePeakDbfs: sound.loudness.samplePeakDbfs,
    decodedDurationS: sound.decodedDurationS,
    /** Peak levels of equal slices, 0–255. */
    waveform: Array.from(curves?.waveform ?? []),
    analyseVersion: sound.analyseVersion,
    embedVersion: sound.embedVersion,
  };
}

function keyRecord(key: MusicalKey) {
  return { name: `${noteOf(key.tonic)} ${key.mode}`, camelot: camelotCode(key), tonic: key.tonic, mode: key.mode, strength: key.strength };
}

function tagRecord(values: Float32Array, names: readonly string[]): Record<string, number> {
  return Object.fromEntries(names.map((name, i) => [name, round(values[i] ?? 0)]));
}

/** Activations carry no more than four digits of meaning. */
function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}
