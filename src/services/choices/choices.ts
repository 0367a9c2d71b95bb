// A person's choices: each call writes the choice with its op, and answers with the way back.
import type { TrackEdit } from '../../db/edits';
import type { ArtistKey, ContentKey, PlaylistEntryId, PlaylistId, TrackId } from '../../domain/library/ids';
import type { KeyName } from '../../domain/sound/sound';
import type { WhichWins } from '../../domain/sound/which-wins';
import type { ChoiceChange } from '../../domain/sync/choice';

/** Takes a choice back. */
export type Undo = () => Promise<void>;

export interface Choices {
  /** @param rating half stars 1–10, or null for none */
  rate(contentKeys: readonly ContentKey[], rating: number | null): Promise<Undo>;
  love(contentKeys: readonly ContentKey[], loved: boolean): Promise<Undo>;
  /** Sets the tempo of recordings, each its own; null takes the correction back. Tempos out of range are passed over. */
  correctTempo(corrections: readonly { readonly contentKey: ContentKey; readonly tempoBpm: number | null }[]): Promise<Undo>;
  /** Sets the key of recordings; null takes the correction back. */
  correctKey(contentKeys: readonly ContentKey[], key: KeyName | null): Promise<Undo>;
  /** Which of measurement and tags is shown, on all devices. */
  letWin(wins: Partial<WhichWins>): Promise<Undo>;
  createPlaylist(name: string): Promise<PlaylistId>;
  renamePlaylist(playlistId: PlaylistId, name: string): Promise<Undo>;
  deletePlaylist(playlistId: PlaylistId): Promise<Undo>;
  addToPlaylist(playlistId: PlaylistId, contentKeys: readonly ContentKey[]): Promise<Undo>;
  removeEntries(entryIds: readonly PlaylistEntryId[], playlistId: PlaylistId): Promise<Undo>;
  /** Moves an entry so that it stands just after `after`, or first when that is null. */
  moveEntry(playlistId: PlaylistId, entryId: PlaylistEntryId, after: PlaylistEntryId | null): Promise<Undo>;
  /** Shows an artist, with all that was merged into it, under another one. */
  mergeArtists(from: ArtistKey, into: ArtistKey): Promise<Undo>;
  /** Shows a merged artist by itself again. */
  splitArtist(artistKey: ArtistKey): Promise<Undo>;
  /** Never cuts a name into several artists; credits follow in the background. */
  keepWhole(name: string): Promise<Undo>;
  /** Takes `keepWhole` back, also for a name that comes with the app. */
  letCut(name: string): Promise<Undo>;
  /** Files were replaced by others: what was chosen for a recording goes over to the other one, where nothing is chosen yet; playlists follow. */
  carryOver(pairs: readonly { readonly from: ContentKey; readonly to: ContentKey }[]): Promise<Undo>;
  /** Lets a track stand for its other versions or copies. @param among all of them */
  preferVersion(trackId: TrackId, among: readonly TrackId[]): Promise<Undo>;
  /** Lets the better version stand again. */
  preferNone(trackId: TrackId): Promise<Undo>;
  /** Leaves tracks out of all lists; no file is touched. */
  hideTracks(trackIds: readonly TrackId[]): Promise<Undo>;
  showTracks(trackIds: readonly TrackId[]): Promise<Undo>;
  /**
   * Writes over tags of tracks; their files stay as they are. Albums and credits follow in the background.
   * @param onProgress told how many tracks are written
   */
  editTags(edits: readonly TrackEdit[], onProgress?: (done: number) => void): Promise<Undo>;
  /** Makes an earlier value hold again, as a new change. */
  putBack(change: ChoiceChange): Promise<Undo>;
}
