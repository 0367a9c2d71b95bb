// A name for this device that its owner would recognise, from what the browser tells of itself.

/** `navigator.userAgentData` (User-Agent Client Hints), where the browser has it. */
interface BrowserHints {
  readonly platform: string;
  readonly brands: readonly { readonly brand: string }[];
}

export interface BrowserSelf {
  readonly userAgent: string;
  readonly userAgentData?: BrowserHints;
}

export interface DeviceWords {
  readonly browser: string;
  readonly system: string;
}

/** As user agents write them: the first that fits is the most special. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/Edg(e|A|iOS)?\//, 'Edge'], [/OPR\//, 'Opera'], [/SamsungBrowser\//, 'Samsung Internet'], [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrom(e|ium)\/|CriOS\//, 'Chrome'], [/Safari\//, 'Safari'],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/iPhone/, 'iPhone'], [/iPad/, 'iPad'], [/Android/, 'Android'], [/CrOS/, 'ChromeOS'], [/Windows/, 'Windows'], [/Mac OS X/, 'Mac'], [/Linux/, 'Linux'],
];
/** Brands that stand beside the real one: the engine, and the made-up one that keeps parsers honest. */
const NO_BRAND = /^Chromium$|not.?a.?brand/i;
const SHORT_BRAND: Readonly<Record<string, string>> = { 'Google Chrome': 'Chrome', 'Microsoft Edge': 'Edge' };

/** Browser and system in the words that people use for them. */
export function deviceWords({ userAgent, userAgentData }: BrowserSelf): DeviceWords {
  const fits = (list: typeof BROWSERS) => list.find(([pattern]) => pattern.test(userAgent))?.[1];
  const brand = userAgentData?.brands.map((each) => each.brand).find((name) => !NO_BRAND.test(name.replace(/[^a-z]/gi, ' ').trim()));
  return {
    browser: (brand && (SHORT_BRAND[brand] ?? brand)) ?? fits(BROWSERS) ?? 'SoniqueBay',
    system: (userAgentData?.platform === 'macOS' ? 'Mac' : userAgentData?.platform) || (fits(SYSTEMS) ?? '?'),
  };
}
