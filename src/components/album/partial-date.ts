// Dates as tags give them: a year, a month or a day.

/** `1999`, `March 1999`, `March 8, 1999` in a language; the text itself where it is no such date. */
export function partialDate(date: string, locale: string): string {
  const [, year, month, day] = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/u.exec(date) ?? [];
  if (year === undefined || month === undefined) return date;
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day ?? 1)));
  if (Number.isNaN(at.getTime()) || at.getUTCMonth() !== Number(month) - 1) return date;
  return new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'long', ...(day !== undefined && { day: 'numeric' }), timeZone: 'UTC' }).format(at);
}
