// Countries as MusicBrainz names them: ISO 3166-1, and codes of its own for what is no country.
const MUSICBRAINZ: Readonly<Record<string, string>> = { XW: '001', XE: '150' };

/** The name in a language; the text itself where it is no code. */
export function countryName(code: string, locale: string): string {
  if (!/^[A-Z]{2}$/u.test(code)) return code;
  return new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' }).of(MUSICBRAINZ[code] ?? code) ?? code;
}
