// What stands where a cover is missing: initials on a hue, always the same for a name.

/** At most two letters: the first of the first two words that begin with a letter or a digit. */
export function initialsOf(name: string): string {
  const words = name.normalize('NFC').match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’]*/gu) ?? [];
  return words.slice(0, 2).map((word) => firstGrapheme(word).toLocaleUpperCase()).join('');
}

/** Degrees 0–359, spread by a 32-bit FNV-1a hash. */
export function hueOf(name: string): number {
  let hash = 0x811c9dc5;
  for (const char of name.normalize('NFC').toLowerCase()) {
    hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  }
  return (hash >>> 0) % 360;
}

function firstGrapheme(word: string): string {
  const [first] = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(word);
  return first?.segment ?? '';
}
