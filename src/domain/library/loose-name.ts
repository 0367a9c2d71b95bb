// Names as people spell them in two ways within one folder. For what stands side by side only: never a key.
import { foldText } from '../query/fold';
import { spokenName } from './credits';
import { mainCredit, normaliseName } from './normalise';
import type { Tags } from './tags';

const NOT_WORD = /[^\p{L}\p{N}]+/gu;
const ARTICLE = /^(?:the|les|la|le|die|der|das|los|las|el)\s+(?=\S)/u;
const LOOSE_VARIOUS = 'variousartists';
/** How taggers in several languages write "Various Artists". */
const VARIOUS: ReadonlySet<string> = new Set([
  LOOSE_VARIOUS, 'various', 'va', 'divers', 'artistesdivers', 'diversartistes', 'diverse', 'diverseartists', 'verschiedene', 'verschiedeneinterpreten',
  'verschiedenekunstler', 'varios', 'variosartistas', 'artistivari', 'aavv', 'multipleartists', 'variousartist',
]);

/** Without case, accents, punctuation and a leading article, `&` as "and"; all names of "various artists" are one. */
export function looseName(name: string): string {
  const folded = foldText(spokenName(name)).replaceAll('&', ' and ').trim();
  const bare = folded.replace(ARTICLE, '').replace(NOT_WORD, '');
  if (VARIOUS.has(bare)) return LOOSE_VARIOUS;
  return bare === '' ? normaliseName(name) : bare;
}

/** Whether a track's own credit names an artist: alone, first of several (`A & B`), or as one that the tags list. */
export function creditsArtist({ artist, artists }: Tags, name: string): boolean {
  const loose = looseName(name);
  if (artist === null || loose === '') return false;
  if (looseName(mainCredit(artist)) === loose || artists.some((each) => looseName(each) === loose)) return true;
  return artist.split(/\s*(?:[,;&/+]|\s(?:and|et|und|y|x|vs\.?|with|feat\.?|ft\.?|featuring)\s)\s*/iu).some((part) => looseName(part) === loose);
}
