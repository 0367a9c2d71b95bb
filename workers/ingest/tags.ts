// What music-metadata read, as our own tags and technical facts.
import type { IAudioMetadata, ICommonTagsResult } from 'music-metadata';
import type { Tags } from '../../src/domain/library/tags';
import type { Technical } from '../../src/domain/library/track';

/** A list in one field, as ID3v2.3 and hand-typed tags have it. A comma or slash may be part of a name: genres only. */
const GENRE_JOINERS = /[;\u0000]|\s\/\s/u;
/** `(17)Rock`: the number says the same as the word. */
const ID3_GENRE_NUMBER = /^\(\d{1,3}\)(?=.)/u;

/** Absent values become null or empty, never ''. */
export function tagsOf({ common, format }: Pick<IAudioMetadata, 'common' | 'format'>): Tags {
  const artists = texts(common.artists);
  const date = dateOf(common.date) ?? yearText(common.year);
  return {
    title: text(common.title),
    artist: creditOf(text(common.artist), artists),
    artists,
    album: text(common.album),
    albumArtist: text(common.albumartist),
    genres: genresOf(common.genre),
    date,
    originalDate: dateOf(common.originaldate) ?? yearText(common.originalyear),
    year: date === null ? null : Number(date.slice(0, 4)),
    trackNo: positive(common.track.no),
    trackTotal: positive(common.track.of),
    discNo: positive(common.disk.no),
    discTotal: positive(common.disk.of),
    composers: texts(common.composer),
    label: texts(common.label)[0] ?? null,
    isrc: texts(common.isrc)[0] ?? null,
    comment: commentOf(common.comment),
    compilation: common.compilation === true,
    taggedBpm: positive(common.bpm),
    taggedKey: text(common.key),
    replayGainTrackDb: finite(common.replaygain_track_gain?.dB),
    replayGainAlbumDb: finite(common.replaygain_album_gain?.dB),
    musicBrainzRecordingId: text(common.musicbrainz_recordingid),
    musicBrainzReleaseId: text(common.musicbrainz_albumid),
    musicBrainzArtistIds: idsOf(common.musicbrainz_artistid),
    musicBrainzAlbumArtistIds: idsOf(common.musicbrainz_albumartistid),
    tagFormats: [...format.tagTypes],
  };
}

/** @param durationS from the audio region, where it knows better */
export function technicalOf({ format }: Pick<IAudioMetadata, 'format'>, durationS: number | null, audioBytes: number): Technical {
  const duration = positive(format.duration) ?? durationS;
  const bitrate = positive(format.bitrate) ?? (duration === null ? null : (audioBytes * 8) / duration);
  return {
    container: text(format.container),
    codec: text(format.codec),
    durationS: duration,
    sampleRateHz: positive(format.sampleRate),
    channels: positive(format.numberOfChannels),
    bitsPerSample: positive(format.bitsPerSample),
    bitrateKbps: bitrate === null ? null : Math.round(bitrate / 1000),
    lossless: format.lossless ?? null,
    encoder: text(format.tool),
  };
}

/** Several artist fields and no credit of their own: all of them, as other players show them. */
function creditOf(artist: string | null, artists: readonly string[]): string | null {
  const isFirstOfMany = artists.length > 1 && (artist === null || artist === artists[0]);
  return isFirstOfMany ? artists.join(' / ') : (artist ?? artists[0] ?? null);
}

function genresOf(genres: readonly string[] | undefined): string[] {
  const words = (genres ?? []).flatMap((genre) => String(genre).split(GENRE_JOINERS));
  return unique(words.flatMap((word) => text(word.trim().replace(ID3_GENRE_NUMBER, '')) ?? []));
}

function idsOf(ids: readonly string[] | undefined): string[] {
  return unique((ids ?? []).flatMap((id) => String(id).split(/[;/,\s\u0000]+/u)).flatMap((id) => text(id) ?? []));
}

/** `2005/06/05`, `20050605` and `2005-06-05T12:00` are all dates; what holds no year is none. */
function dateOf(value: unknown): string | null {
  const match = /^\s*(\d{4})(?:[-/.]?(\d{2})(?:[-/.]?(\d{2}))?)?(?!\d)/u.exec(typeof value === 'string' ? value : '');
  if (!match || match[1] === '0000') return null;
  const [, year, month, day] = match;
  const parts = [year, ...(month && month !== '00' ? [month, ...(day && day !== '00' ? [day] : [])] : [])];
  return parts.join('-');
}

function yearText(year: number | undefined): string | null {
  return year && year > 0 && year < 10_000 ? String(year).padStart(4, '0') : null;
}

function commentOf(comments: ICommonTagsResult['comment']): string | null {
  // iTunes keeps its own numbers in comments.
  const words = (comments ?? []).filter((comment) => !comment.descriptor?.startsWith('iTun'));
  return text(words[0]?.text);
}

/** Strings of broken tags come with trailing NULs, or as numbers. */
function text(value: unknown): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const clean = String(value).replace(/\u0000+$/u, '').trim();
  return clean === '' ? null : clean;
}

function texts(values: readonly string[] | undefined): string[] {
  return unique((values ?? []).flatMap((value) => String(value).split('\u0000')).flatMap((value) => text(value) ?? []));
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}

function positive(value: number | null | undefined): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : null;
}

function finite(value: number | undefined): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
