// Which key does what: pure, so that the list of shortcuts and the keys cannot drift apart.

type Place = 'home' | 'tracks' | 'albums' | 'artists' | 'genres' | 'playlists' | 'folders';

export type Shortcut =
  | { readonly do: 'toggle' | 'mute' | 'love' | 'queue' | 'help' | 'search' | 'palette' | 'next' | 'previous' | 'go' }
  | { readonly do: 'seek'; readonly byS: number }
  | { readonly do: 'rate'; readonly halfStars: number }
  | { readonly do: 'place'; readonly place: Place };

export interface KeyPress {
  readonly key: string;
  readonly shift: boolean;
  /** Ctrl, or Cmd on a Mac. */
  readonly command: boolean;
  readonly alt: boolean;
}

const SEEK_S = 5;
const PLACES: Readonly<Record<string, Place>> = { h: 'home', t: 'tracks', a: 'albums', r: 'artists', g: 'genres', p: 'playlists', f: 'folders' };
const PLAIN: Readonly<Record<string, Shortcut>> = {
  ' ': { do: 'toggle' }, m: { do: 'mute' }, l: { do: 'love' }, q: { do: 'queue' }, '?': { do: 'help' }, '/': { do: 'search' }, g: { do: 'go' },
};

/** @param afterGo whether the key before was G */
export function shortcutOf({ key, shift, command, alt }: KeyPress, afterGo: boolean): Shortcut | null {
  const letter = key.toLowerCase();
  if (alt) return null;
  if (command) return letter === 'k' && !shift ? { do: 'palette' } : null;
  if (afterGo && PLACES[letter]) return { do: 'place', place: PLACES[letter] };
  if (key === 'ArrowRight') return shift ? { do: 'next' } : { do: 'seek', byS: SEEK_S };
  if (key === 'ArrowLeft') return shift ? { do: 'previous' } : { do: 'seek', byS: -SEEK_S };
  if (/^[1-5]$/.test(key)) return { do: 'rate', halfStars: Number(key) * 2 };
  return PLAIN[letter] ?? null;
}
