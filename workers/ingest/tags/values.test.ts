import { describe, expect, it } from 'vitest';
import { dateOf, genresOf, numberedOf, realOf, textOf, textsOf, uuidsOf } from './values';

describe('values of tags', () => {
  it('loses NULs and spaces at the end, and is null for nothing', () => {
    expect([textOf('a \0\0'), textOf(' '), textOf(undefined), textOf(3)]).toEqual(['a', null, null, '3']);
    expect(textsOf(['a\0b', 'a', ''])).toEqual(['a', 'b']);
  });

  it.each([
    ['3', 3, null], ['03', 3, null], ['1/12', 1, 12], ['1 of 12', 1, 12], ['2/0', 2, null], ['0', null, null], ['', null, null], ['99999', null, null], ['-1', null, null], ['A3', 3, null], ['/12', null, 12], ['0/12', null, 12],
  ])('reads the number %j', (text, no, of) => {
    expect(numberedOf(text)).toEqual({ no, of });
  });

  it.each([
    ['1999', '1999'], ['1999-03', '1999-03'], ['1999-03-08T12:00:00Z', '1999-03-08'], ['2009-09-04 14:20', '2009-09-04'], ['19990308', '1999-03-08'], ['2005/06/05', '2005-06-05'], ['2005 06 05', '2005-06-05'], ['2005 06 takes', '2005'], ['1999-00-00', '1999'],
    ['08.03.1999', '1999-03-08'], ['31/12/1999', '1999-12-31'], ['12/31/1999', '1999-12-31'], ['03/04/1999', '1999'], ['Oct 3, 1995', '1995-10-03'], ['3 October 1995', '1995-10-03'], ['1995-13-40', '1995'],
    ['March 1999', '1999-03'], ['jan08', '2008-01'], ['jan 99', '1999-01'], ['© 1999', '1999'], ['0000', null], ['unknown', null], ['', null],
  ])('reads the date %j as %j', (text, date) => {
    expect(dateOf(text)).toBe(date);
  });

  it.each([
    ['(17)Rock', ['Rock']], ['17', ['Rock']], ['(17)', ['Rock']], ['(4)(17)', ['Disco', 'Rock']], ['(RX)', ['Remix']], ['CR', ['Cover']], ['((Foo)', ['(Foo)']], ['Rock/Pop', ['Rock', 'Pop']], ['AC/DC', ['AC', 'DC']],
    ['Rock; Pop', ['Rock', 'Pop']], ['R&B', ['R&B']], ['N/A', ['N/A']], ['Rock\0rock', ['Rock']],
  ])('reads the genre %j', (text, genres) => {
    expect(genresOf([text])).toEqual(genres);
  });

  it('reads gains with a unit or a comma', () => {
    expect([realOf('-8.14 dB'), realOf('+1,5 dB'), realOf('loud')]).toEqual([-8.14, 1.5, null]);
  });

  it('finds ids however they are joined', () => {
    const [a, b] = ['1fc55b7b-dec1-480f-8599-5c1ac8313c06', 'a00754f0-f4f4-4e7f-9cf7-72800fb9a474'];
    expect(uuidsOf([`${a}/${b}`, a, 'none'])).toEqual([a, b]);
  });
});
