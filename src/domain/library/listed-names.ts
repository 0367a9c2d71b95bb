// A tag that lists its artists one by one, laid over the credit that names them in a sentence.
import { piecesOf } from './credit-pieces';
import { creditedKey, type Credit, type CreditedArtist } from './credits';

interface Place {
  readonly start: number;
  readonly end: number;
  readonly id: string | undefined;
}

/** A tag with more values lists something else. */
const MOST_LISTED = 50;

/**
 * The credit by its listed names, in the order of the text; null where one of them is not in it, or the text begins with other words.
 * @param ids MusicBrainz ids; they count where there are as many as names
 */
export function locatedNames(text: string, listed: readonly string[], ids: readonly string[]): Credit | null {
  if (listed.length > MOST_LISTED || text.length > MOST_LISTED * 100) return null;
  const places: Place[] = [];
  for (const [i, name] of listed.entries()) {
    const place = placeOf(text, name, places);
    if (!place) return null;
    places.push({ ...place, id: ids.length === listed.length ? ids[i] : undefined });
  }
  places.sort((a, b) => a.start - b.start);
  if (text.slice(0, places[0]?.start).trim() !== '') return null;
  const withGuests = ids.length === listed.length ? places : places.flatMap((place) => guestsWithin(text, place));
  return withGuests.map(({ start, end, id }, i): CreditedArtist => {
    const name = text.slice(i === 0 ? 0 : start, end);
    return { name, joinPhrase: text.slice(end, withGuests[i + 1]?.start), artistKey: creditedKey(name, id) };
  });
}

/** The first place of a name that is free and no part of a word. */
function placeOf(text: string, name: string, taken: readonly Place[]): Omit<Place, 'id'> | null {
  const forms = [...new Set([name, name.normalize('NFC'), name.normalize('NFD')])].map((form) => form.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&'));
  if (name.trim() === '') return null;
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}](?=[\\p{L}\\p{N}]))(?:${forms.join('|')})(?!(?<=[\\p{L}\\p{N}])[\\p{L}\\p{N}\\p{M}])`, 'giu');
  for (const match of text.matchAll(pattern)) {
    const place = { start: match.index, end: match.index + match[0].length };
    if (taken.every((other) => place.end <= other.start || place.start >= other.end)) return place;
  }
  return null;
}

/** A value that names a guest of its own: `A feat. B` in a list. */
function guestsWithin(text: string, place: Place): Place[] {
  const pieces = piecesOf(text.slice(place.start, place.end));
  const cuts = pieces.kinds.flatMap((kind, i) => (kind === 'guest' ? [i] : []));
  return [...cuts, pieces.names.length - 1].map((last, i): Place => ({
    start: place.start + (i === 0 ? 0 : pieces.names[(cuts[i - 1] as number) + 1]?.start ?? 0),
    end: place.start + (pieces.names[last]?.end ?? 0),
    id: undefined,
  }));
}
