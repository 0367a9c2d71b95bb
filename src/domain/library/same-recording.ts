// Whether a file that took another's place holds the same recording in another encoding. Where that is in doubt, it is another one.
import { searchWords } from '../query/fold';
import { tagsAsRead } from './edits';
import { looseName } from './loose-name';
import type { Tags } from './tags';
import type { TrackRow } from './track';
import { SAME_DURATION_S } from './versions';

export type Compared = Pick<TrackRow, 'tags' | 'readTags' | 'technical' | 'segment'>;

/** Of equal length, and the same by MusicBrainz' recording id, or where one lacks it by title, artist, album and number: as read, or as a person had set them right. */
export function isSameRecording(before: Compared, after: Compared): boolean {
  const [wasS, isS] = [before.technical?.durationS ?? null, after.technical?.durationS ?? null];
  if (before.segment || after.segment || wasS === null || isS === null || Math.abs(wasS - isS) > SAME_DURATION_S) return false;
  const now = tagsAsRead(after);
  return now !== null && [before.tags, before.readTags].some((old) => old && isSaidOfOne(old, now));
}

function isSaidOfOne(a: Tags, b: Tags): boolean {
  if (a.musicBrainzRecordingId && b.musicBrainzRecordingId) return a.musicBrainzRecordingId.toLowerCase() === b.musicBrainzRecordingId.toLowerCase();
  if (contradict(a.isrc, b.isrc) || contradict(a.trackNo, b.trackNo) || contradict(a.discNo, b.discNo)) return false;
  // What the path says is the same for whatever lies there.
  if (!a.title || !b.title || !a.artist || !b.artist || isGuessed(a) || isGuessed(b)) return false;
  return searchWords(a.title) === searchWords(b.title) && looseName(a.artist) === looseName(b.artist) && searchWords(a.album ?? '') === searchWords(b.album ?? '');
}

function contradict(a: string | number | null, b: string | number | null): boolean {
  return a !== null && b !== null && a !== b;
}

function isGuessed({ guessed = [] }: Tags): boolean {
  return guessed.some((field) => field === 'title' || field === 'artist' || field === 'album');
}
