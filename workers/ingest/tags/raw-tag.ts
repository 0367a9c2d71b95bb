// One tag as it stands in a file, whatever its format.

export interface RawTag {
  /** `ID3v2.3`, `APEv2`, `vorbis`, `iTunes`, `asf`, `exif` (RIFF INFO), `AIFF`, `matroska`, `ID3v1`; `FLAC` for what a block of FLAC says beside its tags. */
  readonly format: string;
  readonly id: string;
  readonly value: unknown;
  /** Read as Latin-1 because its tag says so or says nothing: the bytes may be another encoding's. */
  readonly latin1?: true;
}

export interface Picture {
  readonly format: string;
  readonly data: Uint8Array;
  readonly description?: string;
  readonly type?: string;
}

export interface LanguageText {
  readonly language: string;
  readonly descriptor: string;
  readonly text: string;
}

export interface SyncedText {
  readonly language: string;
  readonly descriptor: string;
  /** 1 is lyrics (ID3v2). */
  readonly contentType: number;
  /** 2 is milliseconds; 1, MPEG frames. */
  readonly timeStampFormat: number;
  readonly syncText: readonly { readonly text: string; readonly timestamp: number }[];
}

export interface Popularimeter {
  readonly email: string;
  /** 0–255. */
  readonly rating: number;
  readonly counter: number | undefined;
}

/** Names by role: `IPLS`, `TIPL`, `TMCL`. */
export interface RoleList {
  readonly people: readonly { readonly role: string; readonly name: string }[];
}

export interface OwnedBytes {
  readonly owner: string;
  readonly bytes: Uint8Array;
}
