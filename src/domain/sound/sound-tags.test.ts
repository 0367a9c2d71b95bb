import { describe, expect, it } from 'vitest';
import { mixTagIndexes, soundTagNames, soundTags, strongestSoundTags } from './sound-tags';

function heard(activations: Readonly<Record<string, number>>): string[] {
  const values = soundTagNames.map((name) => activations[name] ?? 0);
  expect(values.filter((value) => value > 0).length).toBe(Object.keys(activations).length);
  return strongestSoundTags(values).map((tag) => tag.name);
}

describe('the tags', () => {
  it('are 100 with different names', () => expect([soundTags.length, new Set(soundTagNames).size]).toEqual([100, 100]));

  it('keep the order of the networks', () => {
    expect([soundTagNames[0], soundTagNames[1], soundTagNames[49], soundTagNames[50], soundTagNames[83], soundTagNames[99]])
      .toEqual(['guitar', 'classical', 'choral', 'rock', 'hip-hop', 'happy']);
  });

  it('offer each concept once to mixes', () => {
    const names = mixTagIndexes.map((i) => soundTagNames[i]);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toContain('jazz');
    expect(names).not.toContain('piano');
  });
});

describe('what is shown', () => {
  it('is strongest first', () => expect(heard({ jazz: 0.3, piano: 0.6, '60s': 0.2 })).toEqual(['piano', 'jazz', '60s']));
  it('leaves out what is hardly heard', () => expect(heard({ jazz: 0.3, punk: 0.05 })).toEqual(['jazz']));
  it('says near-synonyms once', () => expect(heard({ 'female vocalists': 0.3, 'female vocalist': 0.2, woman: 0.25, female: 0.4 })).toEqual(['female vocal']));
  it('says a tag of both networks once', () => expect(heard({ rock: 0.5, 'rock (mtt)': 0.4 })).toEqual(['rock']));
  it('does not call a song with voices instrumental', () => expect(heard({ instrumental: 0.2, 'male vocal': 0.4 })).toEqual(['male vocal']));
  it('does not call a piece without voices sung', () => expect(heard({ 'no vocals': 0.5, vocals: 0.2 })).toEqual(['instrumental']));
  it('says a voice by its kind where it is known', () => expect(heard({ singing: 0.5, 'female vocal': 0.3 })).toEqual(['female vocal']));
  it('keeps a duet', () => expect(heard({ 'female vocal': 0.4, 'male vocal': 0.3 })).toEqual(['female vocal', 'male vocal']));
  it('is never slow and fast', () => expect(heard({ slow: 0.3, fast: 0.2 })).toEqual(['slow']));
  it('is nothing before the network has listened', () => expect(strongestSoundTags(null)).toEqual([]));
});
