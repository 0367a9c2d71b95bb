import { expect, it } from 'vitest';
import { keyOf } from '../../domain/sound/key-name';
import type { KeyName } from '../../domain/sound/camelot';
import { keyRelation } from './key-relation';

const key = (note: string, scale: string) => keyOf(note, scale) as KeyName;

it('names the keys that an estimate slips to', () => {
  const of = (note: string, scale: string) => keyRelation(key(note, scale), key('C', 'major'));
  expect([of('A', 'minor'), of('G', 'major'), of('F', 'major'), of('C', 'minor'), of('D', 'major'), of('E', 'minor')]).toEqual(['relative', 'dominant', 'subdominant', 'parallel', 'other', 'other']);
  expect(keyRelation(key('C', 'major'), key('A', 'minor'))).toBe('relative');
});
