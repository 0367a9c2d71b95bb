// Guests that a title alone names: `Title (feat. X)`. The title stays as tagged.

/** Without brackets a digit before `ft.` makes it a length: "50 Ft. Queenie". */
const GUEST = /[([]\s*(?:(?:feat|ft)\.|(?:feat|ft|featuring)(?=\s)|w\/)\s*([^()[\]]+)[)\]]|\s(?:feat\.|(?:feat|featuring)(?=\s)|(?<!\d\s)ft\.)\s*([^()[\]]+?)(?=\s*[()[\]]|\s+[-–—]\s|$)/iu;
/** In brackets alone, and only where a name may follow: titles are full of "with". */
const WITH = /[([]\s*with\s+(\p{Lu}[^()[\]]*|\p{Lo}[^()[\]]*|\p{N}[^()[\]]*)[)\]]/u;
/** What a title says to be with that is nobody. */
const NOBODY = /^(?:\S+\s+)?(?:strings|orchestra|lyrics|commentary|narration|dialogue|applause|cadenza|chorus|reprise|intro|outro|vocals?|choir|band|piano|drums|guitar|friends|love|you|me|us)$/iu;
const LONGEST_TITLE = 1000;

/** The words that name the guests, as one credit; null where there are none. */
export function titleGuests(title: string | null): string | null {
  if (title === null || title.length > LONGEST_TITLE) return null;
  const guest = GUEST.exec(title);
  const named = guest?.[1] ?? guest?.[2] ?? withName(title);
  return named === undefined || named.trim() === '' ? null : named.trim();
}

function withName(title: string): string | undefined {
  const named = WITH.exec(title)?.[1]?.trim();
  return named === undefined || NOBODY.test(named) || /^(?:a|an|the|my|your|his|her|our|no)\s/iu.test(named) ? undefined : named;
}
