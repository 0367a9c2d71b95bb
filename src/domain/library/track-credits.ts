// What a row keeps of its credits: who is credited where that is not one artist under the whole name, and what other credits may ask of it.
import { blocksOf, cutsOf, lockedJoiners, textOf, type CreditKnowledge } from './credit-cuts';
import { LONGEST_CREDIT, piecesOf, type Pieces } from './credit-pieces';
import { creditedKey, creditText, nameKeyOf, soleCredit, type Credit, type CreditedArtist } from './credits';
import type { ArtistKey } from './ids';
import { albumArtistOf } from './keys';
import { locatedNames } from './listed-names';
import type { Tags } from './tags';
import { titleGuests } from './title-guests';
import { wholeNameKey, wholeNamesOf } from './whole-names';

/** Optional parts are absent when empty, so that most rows hold no more than one name. */
export interface RowCredits {
  /** `nameKeyOf` of artists that these tags show to be artists of their own; indexed. */
  readonly own: readonly string[];
  /** Absent where the artist is one, under the whole name and the row's `artistKey`. */
  readonly artist?: Credit;
  /** Absent where the album's artist is one, under the whole name and the row's `albumArtistKey`. */
  readonly albumArtist?: Credit;
  /** Artists that the title alone names. */
  readonly guests?: Credit;
  /** Credits that knowledge of other tracks decides, each as `cutMark`; indexed, in few rows. */
  readonly cuts?: readonly string[];
}

interface RowKeys {
  readonly artistKey: ArtistKey | null;
  readonly albumArtistKey: ArtistKey | null;
}

/** Before anything is known of other tracks. */
const BUILT_IN_NAMES = wholeNamesOf([]);
export const NO_KNOWLEDGE: CreditKnowledge = { isKnown: () => false, isWhole: (name) => BUILT_IN_NAMES.has(wholeNameKey(name)) };

/** A credit as it stands in an index: how it is cut now, and its text. */
export function cutMark(text: string, cuts: readonly number[]): string {
  return `${cuts.join()}\u0000${text}`;
}

export function textOfMark(mark: string): string {
  return mark.slice(mark.indexOf('\u0000') + 1);
}

/** @param keys as the row holds them */
export function rowCredits(tags: Tags, keys: RowKeys, knowledge: CreditKnowledge = NO_KNOWLEDGE): RowCredits {
  const artist = decided({ text: tags.artist, listed: tags.artists, ids: tags.musicBrainzArtistIds, isOwnByItself: false }, knowledge);
  const album = tags.albumArtist === null ? null
    : decided({ text: tags.albumArtist, listed: tags.albumArtists ?? [], ids: tags.musicBrainzAlbumArtistIds, isOwnByItself: true }, knowledge);
  const named = titleGuests(tags.title);
  const guests = decided({ text: named, listed: [], ids: [], isOwnByItself: false }, knowledge);
  const albumArtist = album?.credit ?? albumCreditOf(tags, artist.credit, keys);
  const credited = new Set(artist.credit.map(({ name }) => nameKeyOf(name)));
  const unnamed = guests.credit.filter(({ name }) => !credited.has(nameKeyOf(name)));
  const parts = [artist, guests, ...(album ? [album] : [])];
  const marks = [...new Set(parts.flatMap(({ mark }) => mark ?? []))];
  return {
    own: [...new Set(parts.flatMap(({ own }) => own.map(nameKeyOf)))].filter((key) => key !== '' && key.length <= LONGEST_CREDIT),
    ...(!isSole(artist.credit, keys.artistKey) && { artist: artist.credit }),
    ...(!isSole(albumArtist, keys.albumArtistKey) && { albumArtist }),
    ...(unnamed.length > 0 && { guests: unnamed }),
    ...(marks.length > 0 && { cuts: marks }),
  };
}

interface CreditSource {
  readonly text: string | null;
  /** The values of a tag that lists several. */
  readonly listed: readonly string[];
  readonly ids: readonly string[];
  /** Whether the whole text, standing here, is an artist of its own even where it may be several. */
  readonly isOwnByItself: boolean;
}

interface Decided {
  readonly credit: Credit;
  /** Names that are surely those of artists. */
  readonly own: readonly string[];
  /** Set where knowledge of other tracks decides. */
  readonly mark?: string;
}

function decided({ text, listed, ids, isOwnByItself }: CreditSource, knowledge: CreditKnowledge): Decided {
  if (text === null) return { credit: [], own: [] };
  const listedCredit = listed.length > 1 ? locatedNames(text, listed, ids) : null;
  if (listedCredit) return { credit: listedCredit, own: listedCredit.map(({ name }) => name) };
  const pieces = piecesOf(text);
  if (pieces.kinds.length === 0) return { credit: cutCredit(pieces, [], ids.length === 1 ? ids : []), own: [text] };
  if (ids.length === 1) return ofOneId(pieces, ids, knowledge);
  const byIds = ids.length > 1 ? cutsByCount(pieces, ids.length, knowledge) : null;
  if (byIds) return whole(cutCredit(pieces, byIds, ids));
  const cuts = cutsOf(pieces, knowledge);
  const own = ownNames(pieces, knowledge);
  const isOneName = isOwnByItself && blocksOf(pieces, lockedJoiners(pieces, knowledge)).length === 1;
  return { credit: cutCredit(pieces, cuts, []), own: isOneName ? [text] : own, mark: cutMark(text, cuts) };
}

/** One id for a credit: it is of the artist before the guests, whatever that name holds. */
function ofOneId(pieces: Pieces, ids: readonly string[], knowledge: CreditKnowledge): Decided {
  const first = pieces.kinds.indexOf('guest');
  if (first < 0) return whole(cutCredit(pieces, [], ids));
  const cuts = cutsOf(pieces, knowledge).filter((i) => i >= first);
  const main = textOf(pieces, { from: 0, to: first });
  return { credit: cutCredit(pieces, cuts, ids), own: [main, ...ownNames(pieces, knowledge)], mark: cutMark(pieces.text, cutsOf(pieces, knowledge)) };
}

function whole(credit: Credit): Decided {
  return { credit, own: credit.map(({ name }) => name) };
}

/** Where as many ids as names say so, doubtful joiners are sure. */
function cutsByCount(pieces: Pieces, count: number, knowledge: CreditKnowledge): number[] | null {
  const sure = cutsOf(pieces, { ...knowledge, isKnown: () => false });
  const every = pieces.kinds.map((_, i) => i);
  return [sure, every].find((cuts) => cuts.length + 1 === count) ?? null;
}

/** Names between sure joiners that hold no doubtful one. What knowledge cut is no knowledge: it would hold itself up. */
function ownNames(pieces: Pieces, knowledge: CreditKnowledge): string[] {
  const locked = lockedJoiners(pieces, knowledge);
  return blocksOf(pieces, locked)
    .filter(({ from, to }) => Array.from({ length: to - from }, (_, i) => from + i).every((i) => locked.has(i)))
    .map((block) => textOf(pieces, block));
}

/** @param ids one for each artist, or one for the first */
function cutCredit(pieces: Pieces, cuts: readonly number[], ids: readonly string[]): Credit {
  const { text, names } = pieces;
  const lasts = [...cuts, names.length - 1];
  return lasts.map((last, i): CreditedArtist => {
    const start = i === 0 ? 0 : names[(cuts[i - 1] as number) + 1]?.start ?? 0;
    const end = names[last]?.end ?? text.length;
    const next = i === lasts.length - 1 ? text.length : names[last + 1]?.start ?? text.length;
    const name = text.slice(start, end);
    return { name, joinPhrase: text.slice(end, next), artistKey: creditedKey(name, ids[i]) };
  });
}

/** Without a tag of its own, an album is by the track's artists without their guests, or by various artists. */
function albumCreditOf(tags: Tags, artist: Credit, { albumArtistKey }: RowKeys): Credit {
  const name = albumArtistOf(tags);
  if (name === null || tags.compilation || !tags.artist?.startsWith(name)) return soleCredit(name, albumArtistKey);
  const main: CreditedArtist[] = [];
  for (const each of artist) {
    const left = name.length - creditText(main).length;
    if (left < each.name.length) break;
    main.push({ ...each, joinPhrase: each.joinPhrase.slice(0, left - each.name.length) });
  }
  return creditText(main) === name ? main : soleCredit(name, albumArtistKey);
}

function isSole(credit: Credit, key: ArtistKey | null): boolean {
  const [first] = credit;
  return first === undefined || (credit.length === 1 && first.joinPhrase === '' && first.artistKey === key);
}
