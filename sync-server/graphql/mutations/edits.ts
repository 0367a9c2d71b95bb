// What one edit may say.

export interface Edit {
  readonly rate?: { readonly contentKey: string; readonly rating?: number | null | undefined } | null | undefined;
  readonly love?: { readonly contentKey: string; readonly loved: boolean } | null | undefined;
  readonly createPlaylist?: { readonly playlistId?: string | null | undefined; readonly name: string } | null | undefined;
  readonly renamePlaylist?: { readonly playlistId: string; readonly name: string } | null | undefined;
  readonly deletePlaylist?: { readonly playlistId: string } | null | undefined;
  readonly addToPlaylist?: AddToPlaylist | null | undefined;
  readonly removeFromPlaylist?: { readonly entryId: string } | null | undefined;
  readonly moveInPlaylist?: { readonly entryId: string; readonly after?: string | null | undefined } | null | undefined;
  readonly addPlay?: AddPlay | null | undefined;
}

export interface AddToPlaylist {
  readonly playlistId: string;
  readonly contentKeys: readonly string[];
  /** An entry to put them behind; at the end unless given. */
  readonly after?: string | null | undefined;
}

export interface AddPlay {
  readonly contentKey: string;
  readonly at?: number | null | undefined;
  /** Makes it safe to send the same play twice. */
  readonly playId?: string | null | undefined;
}

export type EditErrorCode = 'bad-request' | 'not-found' | 'conflict';

/** What came of one edit. */
export interface EditResult {
  readonly error: { readonly code: EditErrorCode; readonly message: string } | null;
  readonly playlistId: string | null;
  readonly entryIds: readonly string[];
  readonly playId: string | null;
}

export const DONE: EditResult = { error: null, playlistId: null, entryIds: [], playId: null };

export function failed(code: EditErrorCode, message: string): EditResult {
  return { ...DONE, error: { code, message } };
}
