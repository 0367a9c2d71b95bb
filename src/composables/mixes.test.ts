import { describe, expect, it } from 'vitest';
import type { ContentKey } from '../domain/library/ids';
import { tagMixes } from './mixes';

const sound = (key: string, ...soundTags: number[]) => ({ contentKey: key as ContentKey, soundTags });
const options = { mixes: 2, tracksAtMost: 2, tracksAtLeast: 2, tagIndexes: [0, 1, 2] };

describe('mixes by sound tag', () => {
  it('puts the strongest first and no track into two mixes', () => {
    const sounds = [sound('a', 0.9, 0.8), sound('b', 0.8, 0.7), sound('c', 0.1, 0.5), sound('d', 0.05, 0.6)];
    expect(tagMixes(sounds, options)).toEqual([
      { tagIndex: 1, contentKeys: ['a', 'b'] },
    ]);
    expect(tagMixes(sounds, { ...options, tracksAtMost: 1, tracksAtLeast: 1 })).toEqual([
      { tagIndex: 1, contentKeys: ['a'] },
      { tagIndex: 0, contentKeys: ['b'] },
    ]);
  });

  it('makes no mix of too few tracks', () => {
    expect(tagMixes([sound('a', 0.9)], options)).toEqual([]);
  });

  it('hears nothing in tags that hardly sound', () => {
    expect(tagMixes([sound('a', 0.02), sound('b', 0.03)], options)).toEqual([]);
  });
});
