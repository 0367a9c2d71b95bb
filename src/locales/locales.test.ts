import { expect, test } from 'vitest';
import en from './en';
import fr from './fr';

type Messages = { readonly [key: string]: string | Messages };

function flat(messages: Messages, prefix = ''): [string, string][] {
  return Object.entries(messages).flatMap(([key, value]): [string, string][] => (
    typeof value === 'string' ? [[prefix + key, value]] : flat(value, `${prefix}${key}.`)
  ));
}

const placeholders = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort();
const english = new Map(flat(en));
const french = new Map(flat(fr));

test('both languages say the same things', () => {
  expect([...french.keys()].sort()).toEqual([...english.keys()].sort());
});

test('both languages fill in the same values', () => {
  const differing = [...english].filter(([key, text]) => placeholders(text).join() !== placeholders(french.get(key) ?? '').join());
  expect(differing).toEqual([]);
});

test('both languages have the same number of plural forms', () => {
  const forms = (text: string) => text.split(' | ').length;
  const differing = [...english].filter(([key, text]) => forms(text) !== forms(french.get(key) ?? ''));
  expect(differing).toEqual([]);
});

test('no text is empty', () => {
  expect([...english, ...french].filter(([, text]) => text.trim() === '')).toEqual([]);
});

/** A credit as it stands in tags, quoted letter by letter. */
const QUOTED = 'A; B';

/** French puts a space before high punctuation and inside guillemets; no line may break there: U+00A0, the same everywhere. */
test('French texts have a no-break space before : ; ! ? » and after «', () => {
  const wrong = [...french].filter(([, text]) => /[^\u00a0:;!?][:;!?»](?![\w/])|«(?!\u00a0)/u.test(text.replaceAll(QUOTED, '')));
  expect(wrong).toEqual([]);
});
