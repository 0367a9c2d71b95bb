import { describe, expect, it } from 'vitest';
import { NO_TAGS } from './no-tags';
import type { LegacyEncoding, Tags } from './tags';
import { decodedAs, detectEncoding, fittingEncodings, foreignTexts, repairedText, reread } from './text-encoding';

/** How the bytes of a text look when they are read as Latin-1; in hexadecimal, because nothing here can write these encodings. */
const latin1 = (hex: string) => String.fromCharCode(...(hex.match(/../gu) ?? []).map((byte) => Number.parseInt(byte, 16)));
const utf8 = (text: string) => String.fromCharCode(...new TextEncoder().encode(text));

/** Artist and title as taggers of their day wrote them. */
const WRITTEN: readonly (readonly [LegacyEncoding, string, string])[] = [
  ['windows-1251', 'c3f0f3efefe020eaf0eee2e8', 'Группа крови'],
  ['koi8-r', 'e7d2d5d0d0c120cbd2cfd7c9', 'Группа крови'],
  ['shift_jis', '9286938782dd82e482ab', '中島みゆき'],
  ['euc-jp', 'c9cdbaeaa4a2a4e6a4df', '浜崎あゆみ'],
  ['gbk', 'd4c2c1c1b4fab1edced2b5c4d0c4', '月亮代表我的心'],
  ['big5', 'a4ebab47a54eaaeda7daaabaa4df', '月亮代表我的心'],
  ['euc-kr', 'b4d9bdc320b8b8b3ad20bcbcb0e8', '다시 만난 세계'],
];

/** Some hundred names of languages and countries: what any language writes with all of its letters. */
function namesIn(locale: string): string[] {
  const letters = Array.from('abcdefghijklmnopqrstuvwxyz');
  const codes = letters.flatMap((a) => letters.map((b) => a + b));
  const of = (type: 'language' | 'region', code: string) => new Intl.DisplayNames(locale, { type, fallback: 'none' }).of(code);
  return codes.flatMap((code) => [of('language', code), of('region', code.toUpperCase())]).filter((name) => name !== undefined);
}

describe('texts that claim to be Latin-1', () => {
  it.each(['Björk', 'Sigur Rós', 'Motörhead', 'Édith Piaf', 'Árstíðir', 'Noël à Zürich', 'ÆØÅ', 'Ñandú', 'Øystein Sevåg', 'plain'])('leaves %s as it is', (text) => {
    expect(detectEncoding([text])).toBeNull();
  });

  it.each(['de', 'sv', 'es', 'pt', 'is', 'fi', 'da', 'nb', 'nl', 'ca', 'fr', 'fo', 'ga', 'it'])('leaves the names of all languages and countries in %s as they are', (locale) => {
    const names = namesIn(locale).filter((name) => /[\u0080-\u00ff]/u.test(name) && !/[^\u0000-\u00ff]/u.test(name));
    const touched = names.flatMap((name, i) => [[name], [name, names[(i * 7 + 3) % names.length] ?? ''], [name.toUpperCase()]]).filter((texts) => detectEncoding(texts) !== null);
    expect([names.length > 0, touched]).toEqual([true, []]);
  });

  it('finds UTF-8, even cut off by ID3v1', () => {
    expect(detectEncoding([utf8('Björk'), utf8('Jóga')])).toEqual({ repaired: 'utf-8', candidates: [] });
    const cut = utf8('Это очень длинное имя').slice(0, 30);
    expect(repairedText(cut, 'utf-8')).toBe('Это очень длинно');
  });

  it('finds curly quotes of Windows', () => {
    expect(detectEncoding(['Don\u0092t Stop'])?.repaired).toBe('windows-1252');
    expect(repairedText('Don\u0092t Stop', 'windows-1252')).toBe('Don’t Stop');
  });

  it.each(WRITTEN)('finds %s', (encoding, hex, text) => {
    expect(detectEncoding([latin1(hex)])).toEqual({ repaired: encoding, candidates: [] });
    expect(repairedText(latin1(hex), encoding)).toBe(text);
  });

  it('is not sure of a word of a few letters, and offers what fits', () => {
    const detection = detectEncoding([latin1('cbdec1dd')]);
    expect(detection?.repaired).toBeNull();
    expect(detection?.candidates).toContain('windows-1251');
  });
});

describe('a person’s choice of an encoding', () => {
  const tags = (part: Partial<Tags>): Tags => ({ ...NO_TAGS, ...part });

  it('rereads the fields concerned and no others', () => {
    const read = tags({ title: latin1('cbdec1dd'), artist: 'Björk', encoding: { repaired: null, fields: ['title'], candidates: ['windows-1251'] } });
    expect(reread(read, 'windows-1251')).toMatchObject({ title: 'ЛЮБЭ', artist: 'Björk', encoding: { repaired: 'windows-1251' } });
  });

  it.each(WRITTEN)('takes a repair from %s back, and makes it again', (encoding, hex) => {
    const wrong = latin1(hex);
    const repaired = tags({ title: repairedText(wrong, encoding), genres: [repairedText(wrong, encoding)], encoding: { repaired: encoding, fields: ['title', 'genres'], candidates: [] } });
    const back = reread(repaired, null);
    expect([back.title, back.genres]).toEqual([wrong, [wrong]]);
    expect(reread(back, encoding)).toEqual(repaired);
  });
});

describe('encodings to choose from', () => {
  const tags = (part: Partial<Tags>): Tags => ({ ...NO_TAGS, ...part });
  const doubtful = tags({ title: latin1('cbdec1dd'), artist: 'Björk', encoding: { repaired: null, fields: ['title'], candidates: ['koi8-r', 'windows-1251'] } });

  it('are all that every text of the album can be read in, the likeliest first', () => {
    const fitting = fittingEncodings([doubtful, tags({ title: 'plain' })]);
    expect(fitting.slice(0, 2)).toEqual(['koi8-r', 'windows-1251']);
    expect(new Set(fitting).size).toBe(fitting.length);
    expect(fitting).not.toContain('utf-8');
    for (const encoding of fitting) expect(foreignTexts(doubtful).every((text) => decodedAs(text, encoding) !== null)).toBe(true);
  });

  it('are the same after one was chosen', () => {
    const repaired = reread(doubtful, 'windows-1251');
    expect(foreignTexts(repaired)).toEqual(foreignTexts(doubtful));
    expect(new Set(fittingEncodings([repaired]))).toEqual(new Set(fittingEncodings([doubtful])));
  });
});
