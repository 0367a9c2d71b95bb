// Made-up words, names and genres of a seeded library, as uneven as real ones: few words are common, most are rare.

/** Uniform numbers in [0, 1) from a seed: mulberry32 (T. Ettinger, public domain). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const GENRES = [
  'Rock', 'Pop', 'Jazz', 'Électro', 'Hip-Hop', 'Classical', 'Folk', 'Metal', 'Blues', 'Soul', 'Reggae', 'Ambient', 'Techno', 'House',
  'Drum & Bass', 'Country', 'Punk', 'Indie Rock', 'Chanson française', 'Bossa Nova', 'Soundtrack', 'Post-Rock', 'Trip-Hop', 'Funk',
];

const COMMON = [
  'the', 'of', 'a', 'love', 'in', 'you', 'to', 'my', 'night', 'me', 'on', 'time', 'heart', 'blue', 'day', 'for', 'and', 'dream', 'light',
  'dance', 'fire', 'été', 'amour', 'nuit', 'over', 'moon', 'river', 'home', 'black', 'world', 'girl', 'summer', 'rain', 'one', 'song',
];
const SYLLABLES = 'ba bel bi bor da del di dra ka ken ki kor la len li lor ma mel mi mon na nel no ra rey ri ro sa sel si sor ta ten ti tor va vel vi vo ha hel ho ga gri sha lon tin mar né ül'.split(' ');
const RARE_WORDS = 12_000;

export interface Vocabulary {
  /** A title or name of `min` to `max` words. */
  phrase(min: number, max: number): string;
}

export function vocabulary(random: () => number): Vocabulary {
  const words = [...COMMON, ...Array.from({ length: RARE_WORDS }, () => rareWord(random))];
  // The cube of a uniform number: word n comes about n^(-2/3) as often as the first.
  const word = () => capital(words[Math.floor(words.length * random() ** 3)] as string);
  return {
    phrase: (min, max) => Array.from({ length: min + Math.floor(random() * (max - min + 1)) }, word).join(' '),
  };
}

function rareWord(random: () => number): string {
  return Array.from({ length: 1 + Math.floor(random() * 3) }, () => SYLLABLES[Math.floor(random() * SYLLABLES.length)]).join('');
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
