import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvRow } from './csv';

/** A reader by RFC 4180, section 2, written for this test. */
function parseCsv(text: string): string[][] {
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  const rows: string[][] = [[]];
  while (cell.lastIndex < text.length) {
    const match = cell.exec(text);
    if (!match) throw new Error(`not CSV: ${text}`);
    rows.at(-1)?.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === '\r\n' && cell.lastIndex < text.length) rows.push([]);
  }
  return rows;
}

describe('a CSV row', () => {
  it('ends with CRLF and leaves plain cells unquoted', () => {
    expect(csvRow(['a', 1.5, true])).toBe('a,1.5,true\r\n');
  });

  it('quotes what holds a comma, a quote or a line break', () => {
    expect(csvRow(['a,b', 'say "hi"', 'two\nlines'])).toBe('"a,b","say ""hi""","two\nlines"\r\n');
  });

  it('leaves unknown values empty', () => {
    expect(csvRow([null, undefined, 0, ''])).toBe(',,0,\r\n');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx'])('marks the tag %j as text, so that no spreadsheet runs it', (tag) => {
    expect(parseCsv(csvRow([tag]))).toEqual([[`'${tag}`]]);
  });

  it('leaves negative numbers as numbers', () => {
    expect(csvRow([-14.2])).toBe('-14.2\r\n');
  });

  it('reads back as it was, whatever it holds', () => {
    const cells = fc.array(fc.string({ unit: 'grapheme' }).filter((text) => !/^[=+\-@\t\r]/.test(text)), { minLength: 1 });
    fc.assert(fc.property(cells, (row) => {
      expect(parseCsv(csvRow(row))).toEqual([row]);
    }));
  });
});
