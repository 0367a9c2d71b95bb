// What people type when they look for a track: parts of its words, several words, a slip of the finger.

/** @param names title and artist of tracks that exist */
export function searchesFor(names: readonly string[]): readonly string[] {
  return names.flatMap((name) => {
    const words = name.toLowerCase().split(' ').filter((word) => word.length > 0);
    const [first = '', last = first] = [words[0], words.at(-1)];
    return [first.slice(0, 2), first, last, `${first} ${last}`, withSlip(last)];
  });
}

/** Two letters in the middle change places. */
function withSlip(word: string): string {
  const at = Math.floor(word.length / 2);
  return word.length < 4 ? word : word.slice(0, at - 1) + word.charAt(at) + word.charAt(at - 1) + word.slice(at + 1);
}
