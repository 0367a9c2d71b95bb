// Numbers, sizes and times in the language of the screen.
import { useI18n } from 'vue-i18n';
import { formatAgo, formatBytes, formatDuration, formatSpan } from '../domain/format';

export function useFormats() {
  const { locale } = useI18n();
  const number = (value: number, digits = 0) => new Intl.NumberFormat(locale.value, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
  return {
    number,
    percent: (part: number) => new Intl.NumberFormat(locale.value, { style: 'percent', maximumFractionDigits: 0 }).format(part),
    /** With the typographic minus that tables line up on. */
    decibels: (value: number) => number(value, 1).replace('-', '−'),
    duration: formatDuration,
    span: (seconds: number) => formatSpan(seconds, locale.value),
    bytes: (bytes: number) => formatBytes(bytes, locale.value),
    date: (atMs: number) => new Intl.DateTimeFormat(locale.value, { dateStyle: 'medium', timeStyle: 'short' }).format(atMs),
    ago: (atMs: number) => formatAgo(atMs, Date.now(), locale.value),
    list: (items: readonly string[]) => new Intl.ListFormat(locale.value).format(items),
  };
}
