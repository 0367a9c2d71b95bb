// How well texts that were read as Latin-1 fit each encoding: the share of common characters of its language among those of its script.
import { COMMON_HANGUL, COMMON_KANJI, COMMON_SIMPLIFIED, COMMON_TRADITIONAL, RUSSIAN_LETTERS } from './common-characters';
import type { LegacyEncoding } from './tags';

export interface EncodingScore {
  readonly encoding: LegacyEncoding;
  /** 0–1. */
  readonly score: number;
  /** Characters of the script that it is made of. */
  readonly characters: number;
}

/** Encodings that fit at all, the best first. */
export function encodingScores(texts: readonly string[], bytes: readonly Uint8Array[]): EncodingScore[] {
  const scores = (Object.keys(SCORERS) as Scored[]).flatMap((encoding): EncodingScore[] => {
    const text = decodedAll(bytes, encoding);
    const scored = text === null ? null : SCORERS[encoding](text, texts, bytes);
    return scored && scored.score > 0 ? [{ encoding, ...scored }] : [];
  });
  return scores.sort((a, b) => b.score - a.score);
}

/** Whether letters beyond ASCII stand in words of their own, as in no language that Latin-1 was made for. */
export function looksForeign(texts: readonly string[]): boolean {
  let foreign = 0;
  let western = 0;
  for (const word of texts.join(' ').split(/[\s\d!-/:-@[-`{-~]+/u)) {
    const high = [...word].filter((letter) => letter >= '\u0080').length;
    const low = word.length - high;
    if (high >= 3 && high > low * 2) foreign += high;
    else if (high > 0 && low > 0) western += high;
  }
  return foreign >= 4 && foreign > western;
}

type Scored = 'windows-1251' | 'koi8-r' | 'shift_jis' | 'euc-jp' | 'gbk' | 'big5' | 'euc-kr';
type Score = Pick<EncodingScore, 'score' | 'characters'> | null;

const SCORERS: Readonly<Record<Scored, (text: string, latin1: readonly string[], bytes: readonly Uint8Array[]) => Score>> = {
  'windows-1251': cyrillic,
  'koi8-r': cyrillic,
  shift_jis: japanese,
  'euc-jp': japanese,
  gbk: (text, _, bytes) => chinese(text, COMMON_SIMPLIFIED, gbkPlausibility(bytes)),
  big5: (text, _, bytes) => chinese(text, COMMON_TRADITIONAL, big5Plausibility(bytes)),
  'euc-kr': hangul,
};

/** Mean frequency of the letters of a Russian text: 5.5 to 6.5 %; of a wrong decoding, about 3. */
const RUSSIAN_MEAN = 6;

function cyrillic(text: string, latin1: readonly string[]): Score {
  if (!looksForeign(latin1)) return null;
  const letters = text.match(/[\u0400-\u04ff]/gu) ?? [];
  const others = text.match(/[^\u0000-\u007f\u0400-\u04ff«»—–“”„’…№]/gu)?.length ?? 0;
  if (letters.length === 0 || others > letters.length / 10) return null;
  const mean = letters.reduce((sum, letter) => sum + (RUSSIAN_LETTERS[letter.toLowerCase()] ?? 0), 0) / letters.length;
  // Real words begin with their capital: wrong decodings have it the other way round.
  const odd = text.match(/[а-яё][А-ЯЁ]/gu)?.length ?? 0;
  return { score: Math.max(0, Math.min(1, (mean - 2) / (RUSSIAN_MEAN - 2)) - (2 * odd) / letters.length), characters: letters.length };
}

/** Kana tell Japanese from all else; half-width ones are what Latin-1 letters become. */
function japanese(text: string): Score {
  const kana = text.match(/[\u3041-\u30ff]/gu)?.length ?? 0;
  const kanji = text.match(/[\u4e00-\u9fff]/gu) ?? [];
  const odd = text.match(/[\uff61-\uff9f\u0370-\u04ff]/gu)?.length ?? 0;
  const characters = kana + kanji.length + odd;
  if (characters === 0) return null;
  const common = kanji.filter((each) => COMMON_KANJI.has(each)).length;
  // A letter of ASCII right behind a kanji is a trail byte's doing, in texts of the West.
  return { score: Math.max(0, (kana + common - odd) / characters), characters: characters - odd };
}

/** Common characters make up a third of any Chinese text, names of places least. */
const CHINESE_SHARE = 0.3;

function chinese(text: string, common: ReadonlySet<string>, { frequent, usual }: Plausibility): Score {
  const all = text.match(/[\u4e00-\u9fff]/gu) ?? [];
  const odd = text.match(/[\u0370-\u04ff\u3041-\u30ff\u2500-\u25ff\uff61-\uff9f]/gu)?.length ?? 0;
  if (all.length === 0) return null;
  const share = all.filter((each) => common.has(each)).length / all.length;
  const score = 0.5 * frequent + 0.5 * Math.min(1, share / CHINESE_SHARE) - odd / (all.length + odd);
  return { score: Math.max(0, score) * (usual ? 1 : UNUSUAL), characters: all.length };
}

/** Where the bytes of a text stand in the tables of an encoding. */
interface Plausibility {
  /** Share of characters in the rows of the frequent ones. */
  readonly frequent: number;
  /** Whether it has what nearly every text of that encoding has, and those of its neighbours never. */
  readonly usual: boolean;
}

const UNUSUAL = 0.5;

/** The 3,755 frequent characters lie in rows B0–D7, ordered by sound: half of any text lies beyond C8, where Korean ends. */
function gbkPlausibility(bytes: readonly Uint8Array[]): Plausibility {
  const pairs = bytes.flatMap(pairsOf);
  const frequent = pairs.filter(([lead, trail]) => lead >= 0xb0 && lead <= 0xd7 && trail >= 0xa1).length;
  return { frequent: frequent / pairs.length, usual: pairs.some(([lead]) => lead > 0xc8) };
}

/** The 5,401 frequent characters lie in rows A4–C6; two in five have an ASCII letter or sign as their second byte, as in no other encoding of such rows. */
function big5Plausibility(bytes: readonly Uint8Array[]): Plausibility {
  const pairs = bytes.flatMap(pairsOf);
  const frequent = pairs.filter(([lead]) => lead >= 0xa4 && lead <= 0xc6).length;
  return { frequent: frequent / pairs.length, usual: pairs.some(([, trail]) => trail < 0x80) };
}

function pairsOf(bytes: Uint8Array): (readonly [number, number])[] {
  const pairs: (readonly [number, number])[] = [];
  for (let i = 0; i < bytes.length; i++) {
    const lead = bytes[i] ?? 0;
    if (lead >= 0x80) pairs.push([lead, bytes[++i] ?? 0]);
  }
  return pairs;
}

function hangul(text: string): Score {
  const all = text.match(/[\uac00-\ud7a3]/gu) ?? [];
  const odd = text.match(/[\u0370-\u04ff\u3041-\u30ff\u4e00-\u9fff\u2500-\u25ff]/gu)?.length ?? 0;
  if (all.length === 0) return null;
  return { score: Math.max(0, (all.filter((each) => COMMON_HANGUL.has(each)).length - odd) / (all.length + odd)), characters: all.length };
}

function decodedAll(bytes: readonly Uint8Array[], encoding: Scored): string | null {
  try {
    const decoder = new TextDecoder(encoding, { fatal: true });
    const text = bytes.map((each) => decoder.decode(each)).join(' ');
    return /[\u0080-\u009f\ue000-\uf8ff]/u.test(text) ? null : text;
  } catch {
    return null;
  }
}
