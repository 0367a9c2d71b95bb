// Text files beside the music: their bytes as text, whatever encoding they were written in.
import { detectEncoding, repairedText } from './text-encoding';

/** Enough of a file to know its encoding by. */
const SAMPLE_LINES = 400;

/**
 * A mark at the start decides; then UTF-8 where all of it is valid; then UTF-16 by its zero bytes; then what the words look
 * like, and Windows-1252 where nothing is sure.
 * @param declared the encoding that the name of the file or the text itself promises
 */
export function decodeText(bytes: Uint8Array, declared: 'utf-8' | null = null): string {
  const marked = markedEncoding(bytes);
  if (marked) return new TextDecoder(marked).decode(bytes);
  const unmarked = unmarkedUtf16(bytes);
  if (unmarked) return new TextDecoder(unmarked).decode(bytes);
  const utf8 = validUtf8(bytes);
  if (utf8 !== null) return utf8;
  const latin1 = latin1Text(bytes);
  const lines = latin1.split(/\r\n?|\n/u).filter((line) => /[\u0080-\u00ff]/u.test(line)).slice(0, SAMPLE_LINES);
  const found = detectEncoding(lines);
  // One broken character does not make a text that is said to be UTF-8 another encoding.
  if (declared === 'utf-8' && found?.repaired === null) return new TextDecoder().decode(bytes);
  const encoding = found?.repaired ?? 'windows-1252';
  return latin1.split('\n').map((line) => repairedText(line, encoding)).join('\n');
}

function markedEncoding([a, b, c]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' | null {
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  return a === 0xfe && b === 0xff ? 'utf-16be' : null;
}

/** Of Latin letters, which every list and sheet holds, one byte of two is zero. */
function unmarkedUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const sample = bytes.subarray(0, 256);
  if (sample.length < 4) return null;
  const zeros = [0, 0];
  sample.forEach((byte, i) => {
    if (byte === 0) zeros[i & 1] = (zeros[i & 1] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  const many = sample.length / 4;
  if (odd > many && even < many / 4) return 'utf-16le';
  return even > many && odd < many / 4 ? 'utf-16be' : null;
}

function validUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** By hand: the decoder of that name is one of Windows-1252. */
function latin1Text(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return text;
}
