// CSV by RFC 4180, safe to open in a spreadsheet.
import type { ScoreName } from '../../domain/sound/evidence';
import type { TrackRecord } from './track-record';

type Cell = string | number | boolean | null | undefined;
type Column = readonly [name: string, cell: (track: TrackRecord) => Cell];

/** Tells Excel that the file is UTF-8. */
export const BYTE_ORDER_MARK = '\uFEFF';

const list = (values: readonly string[] | undefined): string => (values ?? []).join('; ');

const SCORES = ['energy', 'valence', 'danceability', 'acousticness', 'instrumentalness', 'speechiness', 'complexity', 'intensity'] as const satisfies readonly ScoreName[];

const COLUMNS: readonly Column[] = [
  ['rootName', (t) => t.rootName],
  ['path', (t) => t.path],
  ['contentKey', (t) => t.contentKey],
  ['title', (t) => t.tags?.title],
  ['artist', (t) => t.tags?.artist],
  ['artists', (t) => list(t.tags?.artists)],
  ['album', (t) => t.tags?.album],
  ['albumArtist', (t) => t.tags?.albumArtist],
  ['genres', (t) => list(t.tags?.genres)],
  ['date', (t) => t.tags?.date],
  ['originalDate', (t) => t.tags?.originalDate],
  ['year', (t) => t.tags?.year],
  ['trackNo', (t) => t.tags?.trackNo],
  ['trackTotal', (t) => t.tags?.trackTotal],
  ['discNo', (t) => t.tags?.discNo],
  ['discTotal', (t) => t.tags?.discTotal],
  ['composers', (t) => list(t.tags?.composers)],
  ['label', (t) => t.tags?.label],
  ['isrc', (t) => t.tags?.isrc],
  ['comment', (t) => t.tags?.comment],
  ['compilation', (t) => t.tags?.compilation],
  ['taggedBpm', (t) => t.tags?.taggedBpm],
  ['taggedKey', (t) => t.tags?.taggedKey],
  ['replayGainTrackDb', (t) => t.tags?.replayGainTrackDb],
  ['replayGainAlbumDb', (t) => t.tags?.replayGainAlbumDb],
  ['musicBrainzRecordingId', (t) => t.tags?.musicBrainzRecordingId],
  ['musicBrainzReleaseId', (t) => t.tags?.musicBrainzReleaseId],
  ['musicBrainzArtistIds', (t) => list(t.tags?.musicBrainzArtistIds)],
  ['musicBrainzAlbumArtistIds', (t) => list(t.tags?.musicBrainzAlbumArtistIds)],
  ['tagFormats', (t) => list(t.tags?.tagFormats)],
  ['durationS', (t) => t.durationS],
  ['container', (t) => t.technical?.container],
  ['codec', (t) => t.technical?.codec],
  ['sampleRateHz', (t) => t.technical?.sampleRateHz],
  ['channels', (t) => t.technical?.channels],
  ['bitsPerSample', (t) => t.technical?.bitsPerSample],
  ['bitrateKbps', (t) => t.technical?.bitrateKbps],
  ['lossless', (t) => t.technical?.lossless],
  ['encoder', (t) => t.technical?.encoder],
  ['sizeBytes', (t) => t.sizeBytes],
  ['modifiedAt', (t) => t.modifiedAt],
  ['addedAt', (t) => t.addedAt],
  ['missing', (t) => t.missing],
  ['elsewhere', (t) => t.elsewhere],
  ['effectiveTempoBpm', (t) => t.effective.tempoBpm],
  ['tempoSource', (t) => t.effective.tempoSource],
  ['effectiveKey', (t) => t.effective.key],
  ['effectiveCamelot', (t) => t.effective.camelot],
  ['keySource', (t) => t.effective.keySource],
  ['replayGainDb', (t) => t.effective.replayGainDb],
  ['replayGainSource', (t) => t.effective.replayGainSource],
  ...SCORES.map((name): Column => [name, (t) => t.effective.scores?.[name]]),
  ['moods', (t) => list(t.effective.moods)],
  ['energyLevel', (t) => t.effective.energyLevel],
  ['atmospheres', (t) => list(t.effective.atmospheres)],
  ['uses', (t) => list(t.effective.uses)],
  ['tagsDiffer', (t) => list(Object.keys(t.effective.tagsDiffer))],
  ['tempoBpm', (t) => t.analysis?.tempoBpm],
  ['tempoConfidence', (t) => t.analysis?.tempoConfidence],
  ['tempoCandidatesBpm', (t) => t.analysis?.tempoCandidates.map((c) => `${c.tempoBpm} (${c.weight})`).join('; ')],
  ['key', (t) => t.analysis?.key?.name],
  ['camelot', (t) => t.analysis?.key?.camelot],
  ['keyStrength', (t) => t.analysis?.key?.strength],
  ['keyConfidence', (t) => t.analysis?.key?.confidence],
  ['tuningHz', (t) => t.analysis?.key?.tuningHz],
  ['integratedLufs', (t) => t.analysis?.integratedLufs],
  ['samplePeakDbfs', (t) => t.analysis?.samplePeakDbfs],
  ['truePeakDbtp', (t) => t.analysis?.truePeakDbtp],
  ['loudnessRangeLu', (t) => t.analysis?.loudnessRangeLu],
  ['clippedSamples', (t) => t.analysis?.quality?.clippedSamples],
  ['bandLimitedHz', (t) => t.analysis?.quality?.bandLimitedHz],
  ['decodedDurationS', (t) => t.analysis?.decodedDurationS],
  ['waveform', (t) => t.analysis?.waveform.join(' ')],
  ['ratingHalfStars', (t) => t.ratingHalfStars],
  ['loved', (t) => t.loved],
  ['playCount', (t) => t.playCount],
  ['stage', (t) => t.stage],
  ['parseVersion', (t) => t.stageVersions.parse],
  ['analyseVersion', (t) => t.stageVersions.analyse],
  ['embedVersion', (t) => t.stageVersions.embed],
  ['errorStep', (t) => t.error?.step],
  ['errorCode', (t) => t.error?.code],
  ['errorDetail', (t) => t.error?.detail],
];

/** The columns of an export; sound tags have one each, an embedding shares one. */
export function csvColumns(soundTagNames: readonly string[], embeddings: boolean): Column[] {
  const tags = soundTagNames.map((name): Column => [`soundTag ${name}`, (t) => t.soundTags?.[name]]);
  const vector: Column[] = embeddings ? [['embedding', (t) => t.embedding?.join(' ')]] : [];
  return [...COLUMNS, ...tags, ...vector];
}

export function csvHeader(columns: readonly Column[]): string {
  return csvRow(columns.map(([name]) => name));
}

export function csvRecord(columns: readonly Column[], track: TrackRecord): string {
  return csvRow(columns.map(([, cell]) => cell(track)));
}

export function csvRow(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell !== 'string') return String(cell);
  // A tag that a spreadsheet would run as a formula is marked as text (OWASP, "CSV Injection").
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
