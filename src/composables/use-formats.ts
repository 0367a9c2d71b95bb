// Numbers, sizes and times in the language of the screen.
import { useI18n } from 'vue-i18n';
import { formatAgo, formatBytes, formatDuration, formatSpan, regionalLocale } from '../domain/format';

const numberFormats = new Map<string, Intl.NumberFormat>();

/** Kept: made anew for each cell, they took 2 to 5 % of the drawing of a screen of rows. */
function numberFormat(locale: string, digits: number): Intl.NumberFormat {
  const key = `${locale} ${digits}`;
  const format = numberFormats.get(key) ?? new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  numberFormats.set(key, format);
  return format;
}

const dayFormats = new Map<string, Intl.DateTimeFormat>();

function dayFormat(locale: string): Intl.DateTimeFormat {
  const format = dayFormats.get(locale) ?? new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
  dayFormats.set(locale, format);
  return format;
}

export function useFormats() {
  const { locale } = useI18n();
  /** The order of day and month differs between regions of one language. */
  const dateLocale = () => regionalLocale(locale.value, navigator.languages);
  /** With the typographic minus, as wide as a plus, that tables line up on. */
  const number = (value: number, digits = 0) => numberFormat(locale.value, digits).format(value).replace('-', '−');
  return {
    number,
    percent: (part: number) => new Intl.NumberFormat(locale.value, { style: 'percent', maximumFractionDigits: 0 }).format(part),
    decibels: (value: number) => number(value, 1),
    duration: formatDuration,
    span: (seconds: number) => formatSpan(seconds, locale.value),
    bytes: (bytes: number) => formatBytes(bytes, locale.value),
    dateLocale,
    day: (atMs: number) => dayFormat(dateLocale()).format(atMs),
    date: (atMs: number) => new Intl.DateTimeFormat(dateLocale(), { dateStyle: 'medium', timeStyle: 'short' }).format(atMs),
    ago: (atMs: number) => formatAgo(atMs, Date.now(), locale.value),
    /** Against a time that goes on (`useNow`); a clock that runs behind makes nothing lie ahead. */
    agoFrom: (atMs: number, nowMs: number) => formatAgo(Math.min(atMs, nowMs), nowMs, locale.value),
    list: (items: readonly string[]) => new Intl.ListFormat(locale.value).format(items),
  };
}
