// Tags of a track inside a file: what the cue sheet says, over what the file's own tags say.
import type { CueSheet, CueTrack } from './cue-sheet';
import { VARIOUS_ARTISTS } from './keys';
import type { Tags, TextField } from './tags';

/** @param tags of the whole file, as read @param total how many tracks the sheet makes of it */
export function segmentTags(tags: Tags, sheet: CueSheet, track: CueTrack, total: number): Tags {
  const date = dateOf(sheet.remarks?.['date']);
  const written: Partial<Tags> = {
    title: track.title ?? null,
    ...artistOf(tags, track.performer ?? sheet.performer ?? tags.artist),
    ...albumArtistOf(tags, sheet),
    ...(sheet.title ? { album: sheet.title } : {}),
    ...(sheet.remarks?.['genre'] ? { genres: [sheet.remarks['genre']] } : {}),
    ...(date === null ? {} : { date, year: Number(date.slice(0, 4)) }),
    ...composersOf(sheet, track),
    trackNo: track.no,
    trackTotal: total,
    discNo: countOf(sheet.remarks?.['discnumber']) ?? tags.discNo,
    discTotal: countOf(sheet.remarks?.['totaldiscs']) ?? tags.discTotal,
    isrc: track.isrc ?? null,
    // Of the whole file: they say nothing of one track.
    taggedBpm: null,
    taggedKey: null,
    musicBrainzRecordingId: null,
    ...gainsOf(tags, sheet, track),
  };
  const artistSort = written.artist === tags.artist ? tags.artistSort : undefined;
  return withoutMarks({ ...tags, titleSort: undefined, artistSort, replayGainTrackPeak: undefined, ...written }, new Set(Object.keys(written)));
}

function artistOf(tags: Tags, artist: string | null): Pick<Tags, 'artist' | 'artists' | 'musicBrainzArtistIds'> {
  const same = artist === tags.artist;
  return { artist, artists: same ? tags.artists : artist === null ? [] : [artist], musicBrainzArtistIds: same ? tags.musicBrainzArtistIds : [] };
}

/** Tracks by several artists make one album only where it has an artist of its own. */
function albumArtistOf(tags: Tags, sheet: CueSheet): Partial<Tags> {
  const performers = new Set(sheet.files.flatMap((file) => file.tracks.map((track) => track.performer)));
  const albumArtist = sheet.performer ?? tags.albumArtist ?? tags.artist ?? (performers.size > 1 ? VARIOUS_ARTISTS : null);
  return albumArtist === tags.albumArtist ? {} : { albumArtist, albumArtists: undefined, albumArtistSort: undefined, musicBrainzAlbumArtistIds: [] };
}

function composersOf(sheet: CueSheet, track: CueTrack): Pick<Tags, 'composers'> | null {
  const name = track.songwriter ?? track.remarks?.['composer'] ?? sheet.songwriter ?? sheet.remarks?.['composer'];
  return name ? { composers: [name] } : null;
}

function gainsOf(tags: Tags, sheet: CueSheet, track: CueTrack): Partial<Tags> {
  const trackPeak = realOf(track.remarks?.['replaygain_track_peak']);
  const albumPeak = realOf(sheet.remarks?.['replaygain_album_peak']);
  return {
    replayGainTrackDb: realOf(track.remarks?.['replaygain_track_gain']),
    replayGainAlbumDb: realOf(sheet.remarks?.['replaygain_album_gain']) ?? tags.replayGainAlbumDb,
    ...(trackPeak === null ? {} : { replayGainTrackPeak: trackPeak }),
    ...(albumPeak === null ? {} : { replayGainAlbumPeak: albumPeak }),
  };
}

/** What the sheet says is neither guessed nor in a doubtful encoding; absent values are left out. */
function withoutMarks(tags: Tags, written: ReadonlySet<string>): Tags {
  const { guessed, encoding, ...rest } = tags;
  const stillGuessed = guessed?.filter((field) => !written.has(field));
  const doubtful = encoding?.fields.filter((field: TextField) => !written.has(field));
  const all = { ...rest, ...(stillGuessed?.length ? { guessed: stillGuessed } : {}), ...(encoding && doubtful?.length ? { encoding: { ...encoding, fields: doubtful } } : {}) };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as unknown as Tags;
}

/** A year, or a whole date with dashes, dots or slashes, the year first. */
function dateOf(text: string | undefined): string | null {
  const [, year, month, day] = /^\s*(\d{4})(?:[-./](\d{2})(?:[-./](\d{2}))?)?\s*$/u.exec(text ?? '') ?? [];
  return year === undefined || Number(year) === 0 ? null : [year, month, day].filter((part) => part !== undefined).join('-');
}

function countOf(text: string | undefined): number | null {
  const value = Number.parseInt(text ?? '', 10);
  return value > 0 ? value : null;
}

function realOf(text: string | undefined): number | null {
  const value = Number.parseFloat(text ?? '');
  return Number.isFinite(value) ? value : null;
}
