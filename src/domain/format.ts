// Numbers as a person reads them, in their language: pure, so that screens and tests agree.

/** The first locale of a language that a person reads: `en-GB` of `fr, en-GB, en-US`; the language itself where they name none. */
export function regionalLocale(language: string, read: readonly string[]): string {
  return read.find((locale) => locale === language || locale.startsWith(`${language}-`)) ?? language;
}

/** `3:07`, `1:02:09`; an unknown length is a dash. */
export function formatDuration(seconds: number | null): string {
  if (seconds === null || !Number.isFinite(seconds)) return '–';
  const whole = Math.max(0, Math.floor(seconds + 1e-6));
  const two = (n: number) => String(n).padStart(2, '0');
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** A rough length in its two largest units: `12 days 6 hr`, `46 min`, `20 sec`. */
export function formatSpan(seconds: number, locale: string): string {
  const whole = Math.max(0, Math.round(seconds));
  const units = [['day', 86_400], ['hour', 3_600], ['minute', 60], ['second', 1]] as const;
  const at = Math.max(0, units.findIndex(([, size]) => whole >= size));
  const first = whole < 1 ? units.length - 1 : at;
  const second = units[first + 1];
  const unit = (n: number, name: string) => new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'short' }).format(n);
  const [name, size] = units[first] as (typeof units)[number];
  const rest = second && name !== 'minute' ? Math.floor((whole % size) / second[1]) : 0;
  return rest > 0 && second ? `${unit(Math.floor(whole / size), name)} ${unit(rest, second[0])}` : unit(Math.floor(whole / size), name);
}

/** `3.4 MB`; decimal units, as disks and browsers count. */
export function formatBytes(bytes: number, locale: string): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  const value = bytes / 1000 ** power;
  const digits = power === 0 || value >= 100 ? 0 : 1;
  return new Intl.NumberFormat(locale, { style: 'unit', unit: units[power], unitDisplay: 'short', maximumFractionDigits: digits }).format(value);
}

/** "3 minutes ago", "yesterday". */
export function formatAgo(atMs: number, nowMs: number, locale: string): string {
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const seconds = Math.round((atMs - nowMs) / 1000);
  const steps = [['second', 60], ['minute', 60], ['hour', 24], ['day', 30], ['month', 12]] as const;
  let value = seconds;
  for (const [unit, many] of steps) {
    if (Math.abs(value) < many) return format.format(value, unit);
    value = Math.trunc(value / many);
  }
  return format.format(value, 'year');
}
