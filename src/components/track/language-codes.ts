// Languages as tags name them (ISO 639-2), as browsers do (BCP 47).

/** Codes that ISO 639-2 has twice: the bibliographic one, which nobody but libraries and ID3 uses, and that of today. */
const BIBLIOGRAPHIC: Readonly<Record<string, string>> = {
  alb: 'sq', arm: 'hy', baq: 'eu', bur: 'my', chi: 'zh', cze: 'cs', dut: 'nl', fre: 'fr', geo: 'ka', ger: 'de', gre: 'el', ice: 'is', mac: 'mk', mao: 'mi', may: 'ms', per: 'fa', rum: 'ro', slo: 'sk',
  tib: 'bo', wel: 'cy',
};

/** @returns undefined for what is no language */
export function languageTag(code: string | undefined): string | undefined {
  if (code === undefined) return undefined;
  try {
    const [tag] = Intl.getCanonicalLocales(BIBLIOGRAPHIC[code] ?? code);
    // The long form of a code that has a short one is no valid tag.
    return tag?.length === 2 ? tag : undefined;
  } catch {
    return undefined;
  }
}

/** The name of a language in another one; the code where it has none. */
export function languageName(code: string, locale: string): string {
  const tag = languageTag(code);
  return (tag && new Intl.DisplayNames(locale, { type: 'language' }).of(tag)) ?? code;
}
