// Artists that a person merged: each key leads straight to the one it is shown under, whatever the order of the changes.
import { choiceOf, type ChoiceChange, type ChoiceRow } from '../sync/choice';
import type { ArtistKey } from './ids';

/** What a person said: this artist is shown under that one. */
export type ArtistLinks = ReadonlyMap<ArtistKey, ArtistKey>;
/** From each merged artist to the one it is shown under; never to one that is merged itself. */
export type ArtistAliases = ReadonlyMap<ArtistKey, ArtistKey>;

const FIELD = 'mergedInto';

export function linksOf(rows: readonly ChoiceRow[]): ArtistLinks {
  const links = new Map<ArtistKey, ArtistKey>();
  for (const row of rows) {
    const into = choiceOf(row, FIELD);
    if (typeof into === 'string' && into !== '' && into !== row.id) links.set(row.id as ArtistKey, into as ArtistKey);
  }
  return links;
}

/**
 * Links followed to their end. Two devices may have merged artists into each other: of a circle, the least key stands for all,
 * so that every device that knows the same links shows the same.
 */
export function aliasesOf(links: ArtistLinks): ArtistAliases {
  const aliases = new Map<ArtistKey, ArtistKey>();
  for (const key of links.keys()) {
    const end = endOf(key, links);
    if (end !== key) aliases.set(key, end);
  }
  return aliases;
}

/** The key that an artist is shown under. */
export function shownKey(key: ArtistKey, aliases: ArtistAliases): ArtistKey {
  return aliases.get(key) ?? key;
}

/** Shows one artist, with all that was merged into it, under another. */
export function mergeChanges(from: ArtistKey, into: ArtistKey, links: ArtistLinks): ChoiceChange[] {
  const aliases = aliasesOf(links);
  const [source, target] = [shownKey(from, aliases), shownKey(into, aliases)];
  return source === target ? [] : [link(source, target)];
}

/** Shows an artist by itself again, with what was merged into it before. */
export function splitChanges(key: ArtistKey, links: ArtistLinks): ChoiceChange[] {
  const shown = endOf(key, links);
  const left = new Map([...links].filter(([from]) => from !== key));
  // Of a circle, the way back from the artist it was shown under goes too.
  const returns = key !== shown && left.has(shown) && endOf(shown, left) === key;
  return [...(links.has(key) ? [link(key, null)] : []), ...(returns ? [link(shown, null)] : [])];
}

function endOf(key: ArtistKey, links: ArtistLinks): ArtistKey {
  const passed: ArtistKey[] = [];
  let at = key;
  for (let next = links.get(at); next !== undefined && !passed.includes(at); next = links.get(at)) {
    passed.push(at);
    at = next;
  }
  const circle = passed.slice(Math.max(0, passed.indexOf(at)));
  return links.has(at) ? circle.reduce((least, each) => (each < least ? each : least), at) : at;
}

function link(id: ArtistKey, into: ArtistKey | null): ChoiceChange {
  return { kind: 'artist', id, field: FIELD, value: into };
}
