// Keys as taggers write them: note names (ID3's TKEY, `Am`, `F# minor`, `Cis-Dur`), Camelot codes (`8A`) and Open Key (`1m`).
import { keyAt, type KeyName } from './camelot';

const NOTE = /^([A-Ha-h])\s*(#|♯|b|♭|is|es|s|sharp|flat)?[\s_-]*(.*)$/u;
const CAMELOT = /^0?(1[0-2]|[1-9])\s*([AB])$/iu;
const OPEN_KEY = /^0?(1[0-2]|[1-9])\s*([dm])$/iu;
const NATURAL: Readonly<Record<string, number>> = { C: 0, D: 2, E: 4, F: 5, G: 7, A: 9, B: 11, H: 11 };
const STEP: Readonly<Record<string, number>> = { '#': 1, '♯': 1, is: 1, sharp: 1, b: -1, '♭': -1, es: -1, s: -1, flat: -1 };
const MINOR = /^(?:m|min|minor|moll|mineur|aeolian)\.?$/iu;
const MAJOR = /^(?:|maj|major|dur|majeur|ionian)\.?$/iu;
/** Open Key counts from C major and A minor, which Camelot calls 8. */
const CAMELOT_OF_OPEN_KEY_1 = 8;

/** null for what is no key, such as ID3's `o` for "off key". Of several, as in `8A/9A` or `Am - 8A`, the first counts. */
export function taggedKeyOf(text: string | null): KeyName | null {
  const [written = ''] = (text ?? '').trim().split(/\s*[/|;,]\s*|\s+-\s+|\s*\(/u, 1);
  return codedKey(written) ?? namedKey(written);
}

function codedKey(written: string): KeyName | null {
  const [, number, letter] = CAMELOT.exec(written) ?? [];
  if (number && letter) return keyAt({ number: Number(number), letter: letter.toUpperCase() === 'A' ? 'A' : 'B' });
  const [, open, mode] = OPEN_KEY.exec(written) ?? [];
  if (!open || !mode) return null;
  return keyAt({ number: ((Number(open) + CAMELOT_OF_OPEN_KEY_1 - 2) % 12) + 1, letter: mode.toLowerCase() === 'm' ? 'A' : 'B' });
}

function namedKey(written: string): KeyName | null {
  const [, letter, accidental, scale] = NOTE.exec(written) ?? [];
  if (letter === undefined || scale === undefined) return null;
  const natural = NATURAL[letter.toUpperCase()];
  // `m` means minor and `M` major; words may be written either way.
  const mode = scale === 'M' ? 'major' : MINOR.test(scale) ? 'minor' : MAJOR.test(scale) ? 'major' : null;
  if (natural === undefined || mode === null) return null;
  return { tonic: (natural + (STEP[accidental ?? ''] ?? 0) + 12) % 12, mode };
}
