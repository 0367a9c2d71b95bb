// Which tracks of one folder and one album title are one album, where their tags disagree on whose it is.
import { grouped } from '../grouped';
import type { Member } from './album-members';
import { VARIOUS_ARTISTS } from './keys';
import { creditsArtist, looseName } from './loose-name';
import { mainCredit } from './normalise';

/** Tracks that are one album. */
export interface Cluster {
  readonly members: readonly Member[];
  /** By several artists none of whom stands for the whole, though no tag says so. */
  readonly various: boolean;
}

/** Tracks of an album are together where they fill at least so much of its numbers. */
const LEAST_COVERAGE = 0.5;
/** An artist credited on so many of the tracks stands for the whole. */
const LEAD_SHARE = 0.75;
/** So many artists share a folder and an album title by no accident. */
const FEWEST_ARTISTS = 3;
/** Some tracks may lack a number. */
const LEAST_NUMBERED = 0.8;

/** @param members of one folder and title, in any order */
export function clustersOf(members: readonly Member[]): Cluster[] {
  const named = namedGroups(members.filter(({ explicit }) => explicit !== null));
  const unnamed: Member[] = [];
  const joined = named.map((group) => [...group]);
  for (const member of members.filter(({ explicit }) => explicit === null)) {
    const at = named.findIndex((group) => group.some(({ explicit }) => explicit !== null && creditsArtist(member.tags, explicit)));
    if (at < 0) unnamed.push(member);
    else joined[at]?.push(member);
  }
  const [only] = joined;
  if (only && joined.length === 1 && takesIn(only, unnamed) && isWhole([only, ...artistGroups(unnamed)])) return [{ members: [...only, ...unnamed], various: false }];
  return [...joined.map((group) => ({ members: group, various: false })), ...unnamedClusters(unnamed)];
}

/** A few tracks without an album artist go with the many that have one; any number goes with Various Artists. */
function takesIn(named: readonly Member[], unnamed: readonly Member[]): boolean {
  const isVarious = named.some(({ explicit }) => explicit !== null && looseName(explicit) === looseName(VARIOUS_ARTISTS));
  return unnamed.length > 0 && (isVarious || unnamed.length <= named.length);
}

/** Tracks by the album's artist as tagged; two spellings are one, two MusicBrainz ids are two. */
function namedGroups(members: readonly Member[]): Member[][] {
  return largestFirst(members, ({ explicit }) => looseName(explicit ?? '')).flatMap((group) => {
    const ids = new Set(group.flatMap((member) => idOf(member) ?? []));
    if (ids.size < 2) return [group];
    const byId = largestFirst(group.filter((member) => idOf(member) !== null), (member) => idOf(member) ?? '');
    byId[0]?.push(...group.filter((member) => idOf(member) === null));
    return byId;
  });
}

function idOf({ tags }: Member): string | null {
  return tags.albumArtist === null || tags.musicBrainzAlbumArtistIds.length === 0 ? null : tags.musicBrainzAlbumArtistIds.join().toLowerCase();
}

/** Tracks without any album artist: by one artist, by several as one album, or several albums of one name. */
function unnamedClusters(members: readonly Member[]): Cluster[] {
  const groups = withoutCompanions(artistGroups(members));
  if (groups.length < 2 || !isWhole(groups)) return groups.map((group) => ({ members: group, various: false }));
  const lead = groups[0]?.[0]?.main ?? null;
  const led = lead === null ? 0 : members.filter(({ tags }) => creditsArtist(tags, lead)).length;
  return [{ members: groups.flat(), various: led < members.length * LEAD_SHARE }];
}

/** By the tracks' own artists, the one with most tracks first. */
function artistGroups(members: readonly Member[]): Member[][] {
  return largestFirst(members, ({ main }) => (main === null ? '' : looseName(main)));
}

/** "A & B" beside "A": an album of A's, unless both claim the same places. */
function withoutCompanions(groups: readonly Member[][]): Member[][] {
  const kept: Member[][] = [];
  for (const group of groups) {
    const host = kept.find((each) => each[0]?.main && group.every(({ tags }) => creditsArtist(tags, each[0]?.main ?? '')) && !clash([each, group]));
    if (host) host.push(...group);
    else kept.push([...group]);
  }
  return kept;
}

/** Whether groups fill the places of one album, each its own; without numbers, or with gaps, many artists must say so. */
function isWhole(groups: readonly (readonly Member[])[]): boolean {
  const all = groups.flat();
  const numbered = all.filter(({ tags }) => tags.trackNo !== null);
  if (numbered.length === 0) return groups.length >= FEWEST_ARTISTS && groups.length > all.length / 2;
  if (numbered.length < all.length * LEAST_NUMBERED || clash(groups)) return false;
  const totals = largestFirst(all, ({ disc }) => String(disc?.no ?? 1)).map((members) => new Set(members.map(({ tags }) => tags.trackTotal)));
  if (totals.some((total) => [...total].filter((each) => each !== null).length > 1)) return false;
  const agreed = groups.length >= FEWEST_ARTISTS && totals.every((total) => !total.has(null));
  return agreed || coverage(all) >= LEAST_COVERAGE;
}

/** Whether two groups claim one place with different titles. All that claim it count: the first alone would be another in another order. */
function clash(groups: readonly (readonly Member[])[]): boolean {
  const claims = groups.flatMap((group, at) => group.map(({ disc, tags, titleLoose }) => ({ at, title: titleLoose, place: `${disc?.no ?? 1}/${tags.trackNo ?? titleLoose}` })));
  return [...grouped(claims, ({ place }) => place).values()].some((there) => differ(there, ({ at }) => at) && differ(there, ({ title }) => title));
}

function differ<T>(items: readonly T[], of: (item: T) => unknown): boolean {
  return new Set(items.map(of)).size > 1;
}

/** How much of the numbers up to the last, or up to the total as tagged, is there. */
function coverage(members: readonly Member[]): number {
  let found = 0;
  let wanted = 0;
  for (const disc of largestFirst(members, (member) => String(member.disc?.no ?? 1))) {
    const numbers = new Set(disc.flatMap(({ tags }) => tags.trackNo ?? []));
    found += numbers.size;
    wanted += Math.max(...numbers, ...disc.map(({ tags }) => tags.trackTotal ?? 0));
  }
  return found / Math.max(1, wanted);
}

/** Groups by key, the largest first, then by key: the same whatever the order of the members. */
export function largestFirst<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  return [...grouped(items, keyOf)].sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1)).map(([, group]) => group);
}

/** The name an album stands under: what a person wrote, then the spelling of most tracks, then the first by code unit. */
export function albumArtistAmong({ members, various }: Cluster): string | null {
  if (various) return VARIOUS_ARTISTS;
  const explicit = members.filter((member) => member.explicit !== null);
  const edited = explicit.filter((member) => member.edited);
  const [from] = [edited, explicit].filter((each) => each.length > 0);
  if (from) return commonest(from.map((member) => member.explicit ?? ''));
  const [lead = []] = artistGroups(members);
  const tagged = lead.flatMap(({ tags }) => tags.albumArtist ?? []);
  return commonest(tagged.length > 0 ? tagged : lead.flatMap(({ tags }) => (tags.artist === null ? [] : mainCredit(tags.artist))));
}

export function commonest(values: readonly string[]): string | null {
  return largestFirst(values, (value) => value)[0]?.[0] ?? null;
}
