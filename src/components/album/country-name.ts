// Countries by name.

/** The name of an ISO 3166-1 code in a language; the text itself where it is no code. */
export function countryName(code: string, locale: string): string {
  if (!/^[A-Z]{2}$/u.test(code)) return code;
  return new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' }).of(code) ?? code;
}
