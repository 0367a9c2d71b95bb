// Lyrics with times: the LRC format, in a file of its own or inside a tag.
import type { LyricsLine } from './tag-details';

const TIME = /\[(\d{1,3}):(\d{1,2})(?:[.:](\d{1,3}))?\]/gu;
const HEAD = /^\s*(?:\[\d{1,3}:\d{1,2}(?:[.:]\d{1,3})?\]\s*)+/u;
const ABOUT = /^\s*\[[a-z#]+:[^\]]*\]\s*$/iu;
/** Times inside a line, of its words (enhanced LRC). */
const WORD_TIME = /<\d{1,3}:\d{1,2}(?:[.:]\d{1,3})?>/gu;
const OFFSET = /^\s*\[offset:\s*([-+]?\d+)\s*\]/imu;

/** @returns null where the text has no times: then it is plain lyrics */
export function parseLrc(text: string): readonly LyricsLine[] | null {
  // A positive offset shows lines sooner.
  const offsetMs = Number(OFFSET.exec(text)?.[1] ?? 0);
  const lines = text.split(/\r\n?|\n/u).flatMap((line) => timedLines(line, offsetMs));
  return lines.length === 0 ? null : lines.toSorted((a, b) => a.atMs - b.atMs);
}

function timedLines(line: string, offsetMs: number): LyricsLine[] {
  const head = HEAD.exec(line)?.[0];
  if (!head) return [];
  const text = line.slice(head.length).replaceAll(WORD_TIME, '').trim();
  return [...head.matchAll(TIME)].map(([, minutes, seconds, fraction = '']) => ({
    atMs: Math.max(0, (Number(minutes) * 60 + Number(seconds)) * 1000 + Number(fraction.padEnd(3, '0').slice(0, 3)) - offsetMs),
    text,
  }));
}

/** The line that is sung at a time: the last that has begun; −1 before the first. @param lines by time */
export function lineAt(lines: readonly LyricsLine[], atMs: number): number {
  return lines.findLastIndex((line) => line.atMs <= atMs);
}

/** Lyrics without times and without what an LRC file says of itself. */
export function plainLyrics(text: string): string {
  return text.split(/\r\n?|\n/u).filter((line) => !ABOUT.test(line)).map((line) => line.replace(HEAD, '').replaceAll(WORD_TIME, '').trimEnd()).join('\n').trim();
}
