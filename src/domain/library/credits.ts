// Who is credited: artists with the words that join them, as MusicBrainz has it (https://musicbrainz.org/doc/Artist_Credits).
import type { ArtistKey } from './ids';
import { artistKeyOf } from './keys';
import { normaliseName } from './normalise';

export interface CreditedArtist {
  /** As credited, in the tag's own words. */
  readonly name: string;
  /** What stands between this name and the next, or after the last: ` feat. `, ` & `, `)`. */
  readonly joinPhrase: string;
  /** null for a name without a letter or sign. */
  readonly artistKey: ArtistKey | null;
}

/** Names and join phrases put together are the tag's text, sign by sign. */
export type Credit = readonly CreditedArtist[];

export function creditText(credit: Credit): string {
  return credit.map(({ name, joinPhrase }) => name + joinPhrase).join('');
}

/** A credit of one artist under the whole name; empty where there is no name. */
export function soleCredit(name: string | null, artistKey: ArtistKey | null): Credit {
  return name === null ? [] : [{ name, joinPhrase: '', artistKey }];
}

const ARTICLES = 'the|a|an|les|le|la|los|las|el|die|der|das';
/** `Beatles, The`: one comma, then nothing but an article. */
const SORT_FORM = new RegExp(`^([^,]+),\\s+(${ARTICLES})$`, 'iu');

/** The name in its spoken order: `Beatles, The` is `The Beatles`. */
export function spokenName(name: string): string {
  const [, rest, article] = SORT_FORM.exec(name.trim()) ?? [];
  return rest === undefined || article === undefined ? name : `${article} ${rest.trim()}`;
}

/** What two spellings of one artist's name share: case, width, Unicode form and sort form do not count, accents do. */
export function nameKeyOf(name: string): string {
  return normaliseName(spokenName(name));
}

/** The key of an artist by a credited name. The formula of keys is frozen: the name is put into its spoken order before it. */
export function creditedKey(name: string, musicBrainzId?: string): ArtistKey | null {
  return artistKeyOf(spokenName(name), musicBrainzId === undefined ? [] : [musicBrainzId]);
}
