// One exported track: everything known of a file, with units in the names.
import type { ExportedTrack } from '../../db/export';
import { ELSEWHERE, fileNameOf, filePathOf, MISSING } from '../../domain/library/track';
import type { TrackView } from '../../domain/library/track-view';
import { camelotCode, noteOf } from '../../domain/sound/camelot';
import type { Features, Spread } from '../../domain/sound/features';
import type { CurvesRow, MusicalKey, SoundRow } from '../../domain/sound/sound';
import { lovedOf, ratingOf } from '../../domain/sync/choice';
import { isElsewhere } from '../../domain/sync/elsewhere';

/** @param soundTagNames in the order of `SoundRow.soundTags` */
export function trackRecord({ row, rootName, sound, curves, vector, choice, playCount, view }: ExportedTrack, soundTagNames: readonly string[]) {
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
    effective: effectiveRecord(view),
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

/** What lists show: as corrected, tagged or measured, and what follows from it. */
function effectiveRecord({ tempo, key, gain, sound, tagsDiffer }: TrackView) {
  return {
    tempoBpm: tempo?.tempoBpm ?? null,
    tempoSource: tempo?.source ?? null,
    key: key && `${noteOf(key.tonic)} ${key.mode}`,
    camelot: key && camelotCode(key),
    keySource: key?.source ?? null,
    replayGainDb: gain?.trackDb ?? null,
    replayGainSource: gain?.source ?? null,
    /** 0–1, of valence −1–1; null where too little is known. */
    scores: sound?.scores ?? null,
    moods: sound?.moods ?? [],
    energyLevel: sound?.energyLevel ?? null,
    atmospheres: sound?.atmospheres ?? [],
    uses: sound?.uses ?? [],
    tagsDiffer: tagsDiffer ?? {},
  };
}

function analysisRecord(sound: SoundRow, curves: CurvesRow | undefined) {
  return {
    tempoBpm: sound.tempo?.tempoBpm ?? null,
    tempoConfidence: sound.tempo?.confidence ?? null,
    tempoCandidates: sound.tempo?.candidates ?? [],
    key: sound.key && keyRecord(sound.key),
    integratedLufs: sound.loudness.integratedLufs,
    samplePeakDbfs: sound.loudness.samplePeakDbfs,
    truePeakDbtp: sound.loudness.truePeakDbtp ?? null,
    loudnessRangeLu: sound.loudness.rangeLu ?? null,
    maxShortTermLufs: sound.loudness.maxShortTermLufs ?? null,
    maxMomentaryLufs: sound.loudness.maxMomentaryLufs ?? null,
    quality: sound.quality ?? null,
    gapless: sound.gapless ?? null,
    features: sound.features ? featuresRecord(sound.features) : null,
    beatsS: curves?.beats ? Array.from(curves.beats.timesS, round) : null,
    firstDownbeatS: curves?.beats?.firstDownbeatS ?? null,
    decodedDurationS: sound.decodedDurationS,
    /** Peak levels of equal slices, 0–255. */
    waveform: Array.from(curves?.waveform ?? []),
    analyseVersion: sound.analyseVersion,
    embedVersion: sound.embedVersion,
  };
}

function keyRecord(key: MusicalKey) {
  return {
    name: `${noteOf(key.tonic)} ${key.mode}`, camelot: camelotCode(key), tonic: key.tonic, mode: key.mode, strength: key.strength,
    confidence: key.confidence ?? null, tuningHz: key.tuningHz ?? null,
    alternatives: key.alternatives?.map((other) => ({ name: `${noteOf(other.tonic)} ${other.mode}`, camelot: camelotCode(other), strength: other.strength })) ?? [],
  };
}

/** Vectors as lists of numbers. */
function featuresRecord(features: Features): Record<string, number | Spread | number[]> {
  return Object.fromEntries(Object.entries(features).map(([name, value]) => [name, value instanceof Float32Array ? Array.from(value, round) : value as number | Spread]));
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
