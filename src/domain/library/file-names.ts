// Names of files that belong together: the same but for case, Unicode form, or ending.

/** Names that differ in Unicode form and case alone become one. */
export function normalName(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

/** A path without the ending of its last part. */
export function withoutEnding(path: string): string {
  const dot = path.lastIndexOf('.');
  return dot > path.lastIndexOf('/') + 1 ? path.slice(0, dot) : path;
}

/** A path without the ending of its last part, in its normal form: a track and the files named after it share it. */
export function stemOf(path: string): string {
  return normalName(withoutEnding(path));
}

/** What the stem of a file is that is named after this one: `song` of `song.lrc`, and `song.mp3` of `song.mp3.lrc`. */
export function stemsNamedAfter(path: string): readonly [string, string] {
  return [stemOf(path), normalName(path)];
}

/** Whether a file beside the music (`song.lrc`, `song.mp3.lrc`) is named after it (`song.mp3`). */
export function isNamedAfter(name: string, music: string): boolean {
  return stemsNamedAfter(music).includes(stemOf(name));
}
