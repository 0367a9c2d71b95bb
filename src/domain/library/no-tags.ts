// A file that carries no tags at all.
import type { Tags } from './tags';

export const NO_TAGS: Tags = {
  title: null, artist: null, artists: [], album: null, albumArtist: null, genres: [], date: null, originalDate: null, year: null,
  trackNo: null, trackTotal: null, discNo: null, discTotal: null, composers: [], label: null, isrc: null, comment: null, compilation: false,
  taggedBpm: null, taggedKey: null, replayGainTrackDb: null, replayGainAlbumDb: null, musicBrainzRecordingId: null, musicBrainzReleaseId: null,
  musicBrainzArtistIds: [], musicBrainzAlbumArtistIds: [], tagFormats: [],
};
