// Codes that make a device known: short ones to type, long ones in links.
import { randomInt } from 'node:crypto';
import { PAIR_CODE_ALPHABET } from '../../src/domain/sync/protocol';

/** 40 bits: enough for five minutes and few tries. */
export const SHORT_CODE_LETTERS = 8;
/** 130 bits: enough for as long as a link lives. */
export const LONG_CODE_LETTERS = 26;

/** Letters that people take for others of the alphabet, as Crockford's base32 reads them. */
const LOOKALIKES: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1' };

export function newCode(letters: number): string {
  return Array.from({ length: letters }, () => PAIR_CODE_ALPHABET[randomInt(PAIR_CODE_ALPHABET.length)]).join('');
}

/** A code as it was made, from what a person typed. @returns null for what cannot be one */
export function readCode(typed: string): string | null {
  const letters = typed.replace(/[\s-]/g, '').toUpperCase().replace(/[OIL]/g, (letter) => LOOKALIKES[letter] ?? letter);
  const known = [...letters].every((letter) => PAIR_CODE_ALPHABET.includes(letter));
  return known && (letters.length === SHORT_CODE_LETTERS || letters.length === LONG_CODE_LETTERS) ? letters : null;
}

/** Opens the app with the code filled in. @param baseUrl of the app, with or without a slash at its end */
export function codeLink(baseUrl: string, code: string): string {
  return `${baseUrl.replace(/\/*$/, '/')}#/settings?pair=${code}`;
}
