// Lyrics of a file: plain, as LRC inside a plain tag, or synced.
import { parseLrc, plainLyrics } from '../../../src/domain/library/lrc';
import type { LyricsLine, TaggedLyrics } from '../../../src/domain/library/tag-details';
import type { LanguageText, SyncedText } from './raw-tag';
import { valuesOf, type Source } from './sources';
import { textOf } from './values';

/** Longer than any opera's libretto of one track. */
const MOST_LETTERS = 100_000;
const MOST_LINES = 5_000;
const MOST_LYRICS = 8;
/** Of SYLT: times are milliseconds, not MPEG frames. */
const MILLISECONDS = 2;

export function lyricsOf(sources: readonly Source[]): TaggedLyrics[] {
  const synced = valuesOf(sources, 'syncedLyrics').map((value) => (typeof value === 'object' && value !== null && 'syncText' in value ? fromSylt(value as SyncedText) : fromText(value)));
  const plain = valuesOf(sources, 'lyrics').map(fromText);
  const seen = new Set<string>();
  return [...synced, ...plain].filter((lyrics) => lyrics !== null).filter(({ text, lines }) => {
    const key = `${lines ? 'timed' : 'plain'} ${text}`;
    return !seen.has(key) && Boolean(seen.add(key));
  }).slice(0, MOST_LYRICS);
}

function fromText(value: unknown): TaggedLyrics | null {
  const { language, descriptor, text: words } = typeof value === 'object' && value !== null ? (value as LanguageText) : { language: '', descriptor: '', text: value };
  const text = textOf(words, MOST_LETTERS);
  if (text === null) return null;
  const lines = parseLrc(text)?.slice(0, MOST_LINES);
  return { text: lines ? plainLyrics(text) : text, ...(lines ? { lines } : {}), ...about(language, descriptor) };
}

/** Syllables with a time each; a new line begins with a line feed. */
function fromSylt({ syncText, timeStampFormat, language, descriptor }: SyncedText): TaggedLyrics | null {
  const breaks = syncText.some(({ text }) => /[\r\n]/u.test(text));
  const lines: { atMs: number; text: string }[] = [];
  for (const { text, timestamp } of syncText.slice(0, MOST_LINES)) {
    const last = lines.at(-1);
    if (!last || !breaks || /^[\r\n]/u.test(text) || /[\r\n]$/u.test(last.text)) lines.push({ atMs: timestamp, text });
    else last.text += text;
  }
  const clean: LyricsLine[] = lines.map(({ atMs, text }) => ({ atMs, text: text.trim().slice(0, 1000) }));
  const text = textOf(clean.map((line) => line.text).join('\n'), MOST_LETTERS);
  if (text === null) return null;
  return { text, ...(timeStampFormat === MILLISECONDS ? { lines: clean.toSorted((a, b) => a.atMs - b.atMs) } : {}), ...about(language, descriptor) };
}

function about(language: string, descriptor: string): Pick<TaggedLyrics, 'language' | 'description'> {
  const [code, description] = [languageOf(language), textOf(descriptor)];
  return { ...(code ? { language: code } : {}), ...(description ? { description } : {}) };
}

/** ISO 639-2; `XXX` and NULs say "not known". */
export function languageOf(code: string): string | null {
  const clean = code.replaceAll('\0', '').trim().toLowerCase();
  return /^[a-z]{3}$/u.test(clean) && clean !== 'xxx' && clean !== 'und' ? clean : null;
}
