// What one edit may say.
import type { EditField } from '../../../src/domain/library/edit-fields';

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
  readonly editTags?: EditTags | null | undefined;
}

/** Values of tags: null gives the field back to the file. */
export interface EditTags extends TagValues {
  readonly trackId: { readonly id: string };
  readonly clear?: readonly ClearableTag[] | null | undefined;
}

export const TAG_TEXTS = ['title', 'titleSort', 'artist', 'artistSort', 'album', 'albumSort', 'albumArtist', 'albumArtistSort', 'date', 'originalDate', 'label', 'comment', 'encoding'] as const;
export const TAG_NUMBERS = ['trackNo', 'trackTotal', 'discNo', 'discTotal'] as const;
export const TAG_LISTS = ['artists', 'genres', 'composers'] as const;
export const CLEARABLE_TAGS = [...TAG_TEXTS.filter((field) => field !== 'encoding'), ...TAG_NUMBERS, ...TAG_LISTS] as const satisfies readonly EditField[];

export type ClearableTag = (typeof CLEARABLE_TAGS)[number];
type TagValues = { readonly [Field in (typeof TAG_TEXTS)[number]]?: string | null | undefined } & { readonly [Field in (typeof TAG_NUMBERS)[number]]?: number | null | undefined }
  & { readonly [Field in (typeof TAG_LISTS)[number]]?: readonly string[] | null | undefined } & { readonly compilation?: boolean | null | undefined };

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
