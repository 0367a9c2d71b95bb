// What a list or page shows of a track: effective values only, ready to draw.
import type { Loudness } from '../sound/sound';
import type { EffectiveGain, EffectiveKey, EffectiveTempo, TagDifferences } from '../sound/which-wins';
import type { Credit } from './credits';
import type { AlbumKey, ArtistKey, ContentKey, CoverHash, RootId, TrackId } from './ids';
import type { Stage, StageFailure } from './track';
import type { TrackSound } from './track-sound';

export interface TrackView {
  readonly trackId: TrackId;
  /** Null for a recording that only another device holds. */
  readonly rootId: RootId | null;
  readonly path: string;
  readonly contentKey: ContentKey | null;
  /** The tag, or the file name without its ending. */
  readonly title: string;
  readonly artist: string | null;
  readonly album: string | null;
  readonly albumArtist: string | null;
  readonly albumKey: AlbumKey | null;
  readonly artistKey: ArtistKey | null;
  readonly albumArtistKey: ArtistKey | null;
  /** The artists of `artist`; empty where there is none. */
  readonly credit: Credit;
  /** The artists of `albumArtist`. */
  readonly albumCredit: Credit;
  /** Artists that the title alone names. */
  readonly guests: Credit;
  /** As tagged, several names of one value too. */
  readonly composers: readonly string[];
  readonly genres: readonly string[];
  readonly year: number | null;
  readonly trackNo: number | null;
  readonly discNo: number | null;
  readonly durationS: number | null;
  readonly codec: string | null;
  /** As `qualityOf`. */
  readonly quality: number;
  /** MusicBrainz recording id, as tagged. */
  readonly recordingId: string | null;
  readonly coverHash: CoverHash | null;
  /** As set by a person, or by the one of measurement and tags that is to win. */
  readonly tempo: EffectiveTempo | null;
  readonly key: EffectiveKey | null;
  readonly loudness: Loudness | null;
  readonly gain: EffectiveGain | null;
  /** null where too little of the sound was read for any score. */
  readonly sound: TrackSound | null;
  readonly tagsDiffer: TagDifferences | null;
  /** Half stars, 1–10. */
  readonly rating: number | null;
  readonly loved: boolean;
  /** Chosen to stand for other versions of the track. */
  readonly preferred: boolean;
  /** Chosen to be left out of everything but the list of what is hidden. */
  readonly hidden: boolean;
  readonly playCount: number;
  readonly stage: Stage;
  readonly failure: StageFailure | null;
  /** The file is not where it was. */
  readonly missing: boolean;
  /** Only another device holds it. */
  readonly elsewhere: boolean;
  readonly addedAtMs: number;
  /** A person wrote over some of its tags. */
  readonly edited?: true;
}
