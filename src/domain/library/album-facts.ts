// What the tracks of an album say together: dates, label, type, what is absent, how loud the whole is.
import { grouped } from '../grouped';
import { foldText } from '../query/fold';
import { mostCommon } from './releases';
import { settledTags } from './settled-album';
import type { TagDetails } from './tag-details';
import type { Tags } from './tags';
import type { TrackRow } from './track';
import type { TrackView } from './track-view';

export interface ReleaseFacts {
  /** Partial ISO dates; the original one only where it is another. */
  readonly date: string | null;
  readonly originalDate: string | null;
  readonly label: string | null;
  readonly catalogNumbers: readonly string[];
  readonly barcode: string | null;
  readonly media: string | null;
  /** In lower case, primary first; `album` alone says nothing. */
  readonly types: readonly string[];
  readonly country: string | null;
}

/** @param details of one of the tracks, or none */
export function releaseFacts(rows: readonly TrackRow[], details: TagDetails | null): ReleaseFacts {
  const all = rows.flatMap((row) => (row.tags ? [settledTags(row.tags, row.settledAlbum)] : []));
  const common = <T>(read: (tags: Tags) => T | null | undefined): T | null => mostCommon(all.map((tags) => read(tags) ?? null));
  const date = common((tags) => tags.date ?? (tags.year === null ? null : String(tags.year)));
  const originalDate = common((tags) => tags.originalDate);
  return {
    date, originalDate: originalDate === date ? null : originalDate,
    label: details?.labels?.join(' · ') ?? common((tags) => tags.label),
    catalogNumbers: details?.catalogNumbers ?? [], barcode: details?.barcode ?? null, country: details?.releaseCountry ?? null,
    media: common((tags) => tags.media),
    types: (common((tags) => tags.releaseTypes?.join('\u0000') ?? null)?.split('\u0000') ?? []).filter((type) => type !== 'album'),
  };
}

type Numbered = Pick<TrackView, 'discNo' | 'trackNo'>;

/** Numbers of a disc that no track has. */
export interface AbsentTracks {
  readonly discNo: number;
  readonly numbers: readonly number[];
}

export interface Absent {
  readonly discs: readonly number[];
  readonly tracks: readonly AbsentTracks[];
}

interface Totals {
  readonly trackTotal: number | null;
  readonly discTotal: number | null;
}

/** Beyond this a total is no number of tracks: nothing is said of it. */
const MOST_TRACKS = 500;

/**
 * What an album lacks, by gaps in its numbers and by the totals that its tags name. Albums without numbers lack nothing.
 * A total that counts all discs, and numbers that go on from disc to disc, are seen as such.
 */
export function absentTracks(tracks: readonly (Numbered & Totals)[]): Absent {
  const discs = grouped(tracks.filter((track) => track.trackNo !== null), (track) => track.discNo ?? 1);
  const order = [...discs.keys()].sort((a, b) => a - b);
  const last = (disc: number): number => Math.max(0, ...(discs.get(disc) ?? []).map(({ trackNo }) => trackNo ?? 0));
  const sum = order.reduce((all, disc) => all + last(disc), 0);
  const absent = order.map((discNo, i): AbsentTracks => {
    const held = new Set((discs.get(discNo) ?? []).map(({ trackNo }) => trackNo ?? 0));
    const before = i === 0 ? 0 : last(order[i - 1] as number);
    const goesOn = before > 0 && Math.min(...held) > before;
    const total = mostCommon((discs.get(discNo) ?? []).map(({ trackTotal }) => trackTotal)) ?? 0;
    const isOfAll = order.length > 1 && total >= Math.max(sum, last(order.at(-1) as number)) && !goesOn;
    const end = Math.max(last(discNo), isOfAll || goesOn || total > MOST_TRACKS ? 0 : total);
    const start = goesOn ? before + 1 : 1;
    return { discNo, numbers: end > MOST_TRACKS * 2 ? [] : Array.from({ length: Math.max(0, end - start + 1) }, (_, at) => start + at).filter((no) => !held.has(no)) };
  });
  const discTotal = Math.max(0, ...tracks.map((track) => track.discTotal ?? 0), order.at(-1) ?? 0);
  const lacking = order.length === 0 || discTotal > MOST_TRACKS ? [] : Array.from({ length: discTotal }, (_, i) => i + 1).filter((disc) => !discs.has(disc));
  return { discs: lacking, tracks: absent.filter(({ numbers }) => numbers.length > 0) };
}

/** Numbers as ranges: 1, 3, 4, 5 are [1, 1] and [3, 5]. @param numbers ascending */
export function ranges(numbers: readonly number[]): [number, number][] {
  const found: [number, number][] = [];
  for (const no of numbers) {
    const range = found.at(-1);
    if (range && range[1] === no - 1) range[1] = no;
    else found.push([no, no]);
  }
  return found;
}

/**
 * About the loudness of the whole, in LUFS, where the blocks of `albumLoudness` are not there: the mean energy of its tracks weighted by their length,
 * 10 · log10(Σ dᵢ · 10^(Lᵢ/10) / Σ dᵢ). The −0.691 of ITU-R BS.1770 is in each Lᵢ and cancels out; gating happened track by track.
 * @returns null until every track with a length is known
 */
export function meanLoudness(views: readonly Pick<TrackView, 'loudness' | 'durationS'>[]): number | null {
  let energy = 0;
  let durationS = 0;
  for (const view of views) {
    if (!view.loudness) return null;
    const lufs = view.loudness.integratedLufs;
    if (lufs === null || !view.durationS) continue;
    energy += view.durationS * 10 ** (lufs / 10);
    durationS += view.durationS;
  }
  return durationS > 0 ? 10 * Math.log10(energy / durationS) : null;
}

const EDITION = /\s*[([{][^)\]}]*\b(?:deluxe|edition|édition|remaster(?:ed|isé)?|expanded|anniversary|anniversaire|bonus|reissue|version|mono|stereo|collector|limited|legacy|disc|cd|ep|single)\b[^)\]}]*[)\]}]/giu;
const EDITION_AT_END = /\s+[-–—:]\s+(?:\d{4}\s+)?(?:deluxe|remaster|expanded|anniversary|special|collector|limited|legacy|ep|single).*$/iu;

/** The title that editions of one album share: without "(Deluxe Edition)", "[2011 Remaster]", "- Expanded". */
export function sharedTitle(title: string): string {
  const bare = title.replace(EDITION, '').replace(EDITION_AT_END, '').trim();
  return foldText(bare === '' ? title : bare);
}
