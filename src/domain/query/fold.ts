// Folding of names for search and grouping: case, accents and width no longer tell them apart.

const MARKS = /\p{M}+/gu;
const SPACES = /\s+/gu;
/** Letters that Unicode does not decompose, as people type them on a plain keyboard. */
const PLAIN: Readonly<Record<string, string>> = { ø: 'o', æ: 'ae', œ: 'oe', ß: 'ss', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' };
const NOT_PLAIN = /[øæœßłđðþı]/gu;
const ASCII = /^[\x20-\x7e]*$/;
const NOT_WORD = /[^\p{L}\p{N}]+/gu;
/** Scripts written without spaces: a word of theirs may start anywhere. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** The name without case, accents and doubled spaces; `Group.key` of a genre. */
export function foldText(text: string): string {
  const lower = text.toLowerCase();
  if (ASCII.test(lower)) return lower.trim().replace(SPACES, ' ');
  const bare = lower.normalize('NFKD').replace(MARKS, '').toLowerCase();
  return bare.replace(NOT_PLAIN, (letter) => PLAIN[letter] ?? letter).trim().replace(SPACES, ' ');
}

/**
 * The words a name can be found by, each led by a space: `' l ete lete'` for “L'Été”.
 * A chunk with punctuation counts split and joined, so that `acdc`, `ac/dc` and `rem` all find theirs.
 * A name of punctuation alone is its own word.
 */
export function searchWords(text: string): string {
  const folded = foldText(text);
  const words: string[] = [];
  for (const chunk of folded.split(' ')) {
    const parts = partsOf(chunk);
    words.push(...parts);
    if (parts.length > 1) words.push(parts.join(''));
  }
  return ` ${words.length > 0 ? words.join(' ') : folded}`;
}

/** The terms of a query, each of which must begin a word. Initials such as `R.E.M.` are one term. */
export function queryTerms(text: string): string[] {
  const folded = foldText(text);
  const terms = folded.split(' ').flatMap((chunk) => {
    const parts = partsOf(chunk);
    return parts.length > 1 && parts.every((part) => part.length === 1) ? [parts.join('')] : parts;
  });
  if (terms.length > 0) return [...new Set(terms)];
  return folded === '' ? [] : [folded];
}

/** Whether `words` (of `searchWords`) hold a word that begins with the term. */
export function hasTerm(words: string, term: string): boolean {
  return words.includes(isUnspaced(term) ? term : ` ${term}`);
}

/** True for a term in a script without spaces, which is looked for anywhere in a word. */
export function isUnspaced(term: string): boolean {
  return UNSPACED.test(term);
}

function partsOf(chunk: string): string[] {
  return chunk.split(NOT_WORD).filter((part) => part !== '');
}
