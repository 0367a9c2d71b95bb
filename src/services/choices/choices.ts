// A person's choices: each call writes the choice with its op, and answers with the way back.
import type { ArtistKey, ContentKey, PlaylistEntryId, PlaylistId } from '../../domain/library/ids';
import type { ChoiceChange } from '../../domain/sync/choice';

/** Takes a choice back. */
export type Undo = () => Promise<void>;

export interface Choices {
  /** @param rating half stars 1–10, or null for none */
  rate(contentKeys: readonly ContentKey[], rating: number | null): Promise<Undo>;
  love(contentKeys: readonly ContentKey[], loved: boolean): Promise<Undo>;
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
  /** Makes an earlier value hold again, as a new change. */
  putBack(change: ChoiceChange): Promise<Undo>;
}
