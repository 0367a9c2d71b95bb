// Effective value = choice over fact, for display, sorting and filtering alike.
import type { SoundRow } from '../sound/sound';
import { effectiveGain, effectiveKey, effectiveTempo, MEASURED_WINS, tagDifferences, type WhichWins } from '../sound/which-wins';
import { choiceOf, lovedOf, ratingOf, type ChoiceRow } from '../sync/choice';
import { soleCredit, type Credit } from './credits';
import { albumArtistOf } from './keys';
import { qualityOf } from './quality';
import { trackSoundOf } from './track-sound';
import type { TrackView } from './track-view';
import { ELSEWHERE, fileNameOf, filePathOf, MISSING, type TrackRow } from './track';

const NOBODY: Credit = [];
const NO_NAMES: readonly string[] = [];

/** What is known of a track besides its row; each part may be missing. */
export interface TrackFacts {
  readonly sound?: SoundRow | undefined;
  readonly choice?: ChoiceRow | undefined;
  readonly playCount?: number | undefined;
}

/** The one place where tags, sound facts and choices become what is shown, sorted and filtered. @param wins of what was measured and what tags say of the sound */
export function effectiveTrack(row: TrackRow, facts: TrackFacts = {}, wins: WhichWins = MEASURED_WINS): TrackView {
  const { tags, technical, credits, settledAlbum } = row;
  const albumArtist = settledAlbum?.albumArtist ?? (tags && albumArtistOf(tags));
  const { sound, choice } = facts;
  const tempo = effectiveTempo(sound, tags, choice, wins.tempo);
  const key = effectiveKey(sound, tags, choice, wins.key);
  const view: TrackView = {
    trackId: row.trackId,
    rootId: row.rootId,
    path: filePathOf(row.path),
    contentKey: row.contentKey,
    title: tags?.title ?? nameOf(row),
    artist: tags?.artist ?? null,
    album: settledAlbum?.album ?? tags?.album ?? null,
    albumArtist,
    albumKey: row.albumKey,
    artistKey: row.artistKey,
    albumArtistKey: row.albumArtistKey,
    credit: credits?.artist ?? soleCredit(tags?.artist ?? null, row.artistKey),
    albumCredit: credits?.albumArtist ?? soleCredit(albumArtist, row.albumArtistKey),
    guests: credits?.guests ?? NOBODY,
    composers: tags?.composers ?? NO_NAMES,
    genres: tags?.genres ?? [],
    year: tags?.year ?? null,
    trackNo: tags?.trackNo ?? null,
    discNo: settledAlbum?.discNo ?? tags?.discNo ?? null,
    durationS: technical?.durationS ?? sound?.decodedDurationS ?? null,
    codec: technical?.codec ?? null,
    quality: qualityOf(technical),
    recordingId: tags?.musicBrainzRecordingId ?? null,
    coverHash: row.coverHash,
    tempo,
    key,
    loudness: sound?.loudness ?? null,
    gain: effectiveGain(sound, tags, wins.gain),
    // Half the cost of a view; the server, which shows no scores, reads neither.
    sound: sound?.soundTags || sound?.quality ? trackSoundOf(sound, tempo, key) : null,
    tagsDiffer: tagDifferences(sound, tags),
    rating: ratingOf(choice),
    loved: lovedOf(choice),
    preferred: row.copy === 'preferred' || choiceOf(choice, 'preferred') === true,
    hidden: row.copy === 'hidden' || choiceOf(choice, 'hidden') === true,
    playCount: facts.playCount ?? 0,
    stage: row.stage,
    failure: row.failure,
    missing: row.missing === MISSING,
    elsewhere: row.missing === ELSEWHERE,
    addedAtMs: row.addedAtMs,
  };
  return row.readTags ? { ...view, edited: true } : view;
}

function nameOf({ path, segment }: Pick<TrackRow, 'path' | 'segment'>): string {
  return segment ? `${nameWithoutEnding(path)} · ${segment.index + 1}` : nameWithoutEnding(path);
}

function nameWithoutEnding(path: string): string {
  const name = fileNameOf(path);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(0, dot) : name;
}
