// A credit's text as names and what stands between them, before anything is decided.

/**
 * - `guest`: `feat.` and the like, always between two artists
 * - `list`: `;` and ` / `
 * - `with`: between two artists, but also part of names ("Sleeping with Sirens")
 * - `doubt`: `&`, `and`, `,`, `x`, `vs`: as often part of a name as not
 */
export type JoinerKind = 'guest' | 'list' | 'with' | 'doubt';

export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Pieces {
  readonly text: string;
  /** At least one. The first begins with the text; all but the last end before a joiner. */
  readonly names: readonly Span[];
  /** `kinds[i]` stands between the names i and i + 1. */
  readonly kinds: readonly JoinerKind[];
}

/** Longer texts are no credits but lists of something, or damage: they stay whole. UTF-16 units. */
export const LONGEST_CREDIT = 1000;

/** Any case of a word; `x` alone counts in lower case only, because of Malcolm X. */
const word = (text: string): string => text.replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
const words = (...all: string[]): string => all.map(word).join('|');
const OPENING = '[,;]?\\s+|\\s*[(\\[]\\s*';
const GUEST = `(?:${OPENING})(?:(?:${words('feat', 'ft')})\\.\\s*|(?:${words('feat', 'ft', 'featuring')})\\s+|${word('w')}/\\s*)`;
const WITH = `(?:\\s+|\\s*[(\\[]\\s*)${word('with')}\\s+`;
const LIST = '\\s*;\\s*|\\s+/\\s+';
const AND = words('and', 'et', 'und', 'y');
const DOUBT = `,\\s+(?:(?:&|${AND})\\s+)?|\\s+(?:&|\\+|x|×|${AND}|${words('vs', 'versus')}|${word('vs')}\\.)\\s+|\\s*[、，]\\s*`;
const JOINER = new RegExp(`(?<guest>${GUEST})|(?<with>${WITH})|(?<list>${LIST})|(?<doubt>${DOUBT})`, 'gu');

interface Joiner extends Span {
  readonly kind: JoinerKind;
}

export function piecesOf(text: string): Pieces {
  const joiners = text.length > LONGEST_CREDIT ? [] : joinersOf(text);
  const bounds = [...joiners, { start: text.length }];
  const names = bounds.map(({ start }, i): Span => ({ start: joiners[i - 1]?.end ?? 0, end: start }));
  const last = names.at(-1) as Span;
  // What ends on a joiner ends before it: `A;` is A.
  const trailing = joiners.length > 0 && isBlank(text, last);
  const kept = trailing ? names.slice(0, -1) : names;
  return { text, names: withoutClosings(text, kept, joiners), kinds: joiners.slice(0, kept.length - 1).map(({ kind }) => kind) };
}

/** Joiners with a name before each; what stands between two of them without a name is one joiner. */
function joinersOf(text: string): Joiner[] {
  const found: Joiner[] = [];
  for (const match of text.matchAll(JOINER)) {
    const kind = Object.entries(match.groups ?? {}).find(([, part]) => part !== undefined)?.[0] as JoinerKind;
    const joiner = { kind, start: match.index, end: match.index + match[0].length };
    const before = found.at(-1);
    if (!isBlank(text, { start: before?.end ?? 0, end: joiner.start })) found.push(joiner);
    else if (before) found.splice(-1, 1, { ...before, end: joiner.end });
  }
  return found;
}

/** `Foo (feat. Bar)`: the bracket that a joiner opens ends the name before its other half. */
function withoutClosings(text: string, names: readonly Span[], joiners: readonly Joiner[]): Span[] {
  const shortened = [...names];
  for (const { start, end } of joiners) {
    const opened = /[([]/u.exec(text.slice(start, end))?.[0];
    const closing = opened === undefined ? -1 : closingOf(text, end, opened);
    const at = names.findIndex((name) => closing > name.start && closing < name.end);
    const name = shortened[at];
    if (name && !isBlank(text, { start: name.start, end: closing })) shortened[at] = { start: name.start, end: Math.min(name.end, closing) };
  }
  return shortened;
}

function closingOf(text: string, from: number, opened: string): number {
  const close = opened === '(' ? ')' : ']';
  let depth = 1;
  for (let at = from; at < text.length; at++) {
    if (text[at] === opened) depth += 1;
    if (text[at] === close && --depth === 0) return at;
  }
  return -1;
}

function isBlank(text: string, { start, end }: Span): boolean {
  return text.slice(start, end).trim() === '';
}
