import { expect, test } from 'vitest';
import { decodeText } from './text-file';

const latin1 = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const utf8 = (text: string) => new TextEncoder().encode(text);

function utf16(text: string, littleEndian: boolean, mark: boolean): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(2 * text.length + (mark ? 2 : 0)));
  [...(mark ? '\ufeff' : ''), ...text].forEach((character, i) => bytes.setUint16(2 * i, character.charCodeAt(0), littleEndian));
  return new Uint8Array(bytes.buffer);
}

test('UTF-8 is read with and without its mark', () => {
  expect(decodeText(utf8('Été'))).toBe('Été');
  expect(decodeText(utf8('\ufeffÉté'))).toBe('Été');
});

test('UTF-16 is read in both orders, with and without its mark', () => {
  for (const littleEndian of [true, false]) for (const mark of [true, false]) expect(decodeText(utf16('FILE "Été.flac" WAVE', littleEndian, mark))).toBe('FILE "Été.flac" WAVE');
});

test('what is no UTF-8 is Windows-1252, or the encoding its words belong to', () => {
  expect(decodeText(latin1('Caf\xe9 \x96 l\x92\xe9t\xe9.mp3'))).toBe('Café – l’été.mp3');
  // "Группа крови" in Windows-1251.
  expect(decodeText(latin1('\xc3\xf0\xf3\xef\xef\xe0 \xea\xf0\xee\xe2\xe8\r\n\xca\xe8\xed\xee \xe7\xe2\xe5\xe7\xe4\xe0 \xef\xee \xe8\xec\xe5\xed\xe8 \xf1\xee\xeb\xed\xf6\xe5'))).toBe('Группа крови\r\nКино звезда по имени солнце');
});

test('an empty file is an empty text', () => {
  expect(decodeText(new Uint8Array())).toBe('');
});
