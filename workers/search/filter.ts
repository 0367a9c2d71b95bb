// Filters over the columns: which slots a query may answer with.
import { foldText } from '../../src/domain/query/fold';
import type { ArtistKey } from '../../src/domain/library/ids';
import type { TrackFilter } from '../../src/domain/query/query';
import { NO_ROOT, type TrackColumns } from './columns';
import type { LibraryIndex } from './library-index';
import { shownArtists } from './shown-artists';
import { soundTests } from './sound-filter';
import { NONE } from './string-table';

type Test = (slot: number) => boolean;

/** 1 for slots that pass every filter. Files that could not be parsed show only where failures are asked for. */
export function passing(index: LibraryIndex, filter: TrackFilter): Uint8Array {
  const passes = new Uint8Array(index.columns.count).fill(1);
  // One loop a test: each is small enough to be compiled for its own columns.
  for (const test of [baseTest(index, filter), ...filterTests(index, filter)]) keepThose(passes, test);
  return passes;
}

export function keepThose(passes: Uint8Array, test: Test): void {
  for (let slot = 0; slot < passes.length; slot++) if (passes[slot] === 1 && !test(slot)) passes[slot] = 0;
}

function baseTest(index: LibraryIndex, filter: TrackFilter): Test {
  const isGroup = filter.albumKey !== undefined || filter.artistKey !== undefined || filter.composerKey !== undefined || filter.genre !== undefined;
  const shown = (filter.versions ?? (isGroup ? 'best' : 'all')) === 'best' ? index.standing : index.listed;
  if (!filter.failed) return (slot) => shown[slot] === 1;
  const active = new Set<number>(index.roots.map((root) => root.rootId));
  return (slot) => active.has(index.columns.arrays.rootId[slot] as number);
}

function filterTests(index: LibraryIndex, filter: TrackFilter): Test[] {
  const { columns } = index;
  const { arrays, tables } = columns;
  const tests: Test[] = [];
  if (filter.albumKey !== undefined) {
    const album = tables.albumKey.find(filter.albumKey);
    tests.push((slot) => arrays.albumKey[slot] === album);
  }
  if (filter.artistKey !== undefined) tests.push(creditedTest(index, filter.artistKey));
  if (filter.composerKey !== undefined) {
    const composed = composedTest(index, filter.composerKey);
    tests.push((slot) => composed(arrays.composers[slot] as number));
  }
  if (filter.genre !== undefined) tests.push(genreTest(columns, filter.genre));
  if (filter.folder) tests.push(folderTest(columns, filter.folder));
  if (filter.loved !== undefined) tests.push((slot) => arrays.loved[slot] === Number(filter.loved));
  if (filter.failed !== undefined) tests.push((slot) => arrays.failed[slot] === Number(filter.failed));
  if (filter.where === 'here') tests.push((slot) => arrays.rootId[slot] !== NO_ROOT);
  if (filter.where === 'elsewhere') tests.push((slot) => arrays.rootId[slot] === NO_ROOT);
  if (filter.sound) tests.push(...soundTests(arrays, filter.sound));
  const { minRating } = filter;
  if (minRating !== undefined && minRating > 0) tests.push((slot) => isRated(arrays.rating[slot] as number, minRating));
  return tests;
}

/** "Not rated" is held as a number above every rating. */
function isRated(rating: number, least: number): boolean {
  return rating >= least && rating <= 10;
}

/** Whether a track credits an artist, under whatever key that was merged into its own. */
function creditedTest({ columns, aliases }: LibraryIndex, artistKey: ArtistKey): Test {
  const { arrays, tables } = columns;
  columns.readCredits();
  const shown = shownArtists(columns, aliases);
  const artist = shown(tables.artistKey.find(artistKey) ?? NONE);
  const merged = [...aliases.keys()].map((key) => tables.artistKey.find(key) ?? NONE).filter((key) => shown(key) === artist);
  const wanted = new Uint8Array(tables.credit.size);
  for (const key of [artist, ...merged]) for (const credit of columns.creditsOf(key)) wanted[credit] = 1;
  const names = (credit: number): boolean => credit !== NONE && wanted[credit] === 1;
  return (slot) => names(arrays.credit[slot] as number) || names(arrays.albumCredit[slot] as number) || names(arrays.guests[slot] as number);
}

function composedTest({ columns, aliases }: LibraryIndex, artistKey: ArtistKey): (list: number) => boolean {
  // Their keys are made by this reading: only then can one be found.
  const lists = columns.tables.composerList.strings.map((_, list) => columns.composersOf(list));
  const shown = shownArtists(columns, aliases);
  const artist = shown(columns.tables.artistKey.find(artistKey) ?? NONE);
  const wanted = lists.map((keys) => keys.some((key) => shown(key) === artist));
  return (list) => wanted[list] === true;
}

function genreTest(columns: TrackColumns, genre: string): Test {
  const wanted = columns.tables.genre.strings.map((name) => foldText(name) === genre);
  const lists = columns.tables.genreList.strings.map((_, list) => columns.genresOf(list).some((id) => wanted[id]));
  return (slot) => lists[columns.arrays.genres[slot] as number] === true;
}

function folderTest(columns: TrackColumns, { rootId, path, direct }: NonNullable<TrackFilter['folder']>): Test {
  const inside = columns.tables.folder.strings.map((folder) => folder === path || (!direct && isBelow(folder, path)));
  return (slot) => columns.arrays.rootId[slot] === rootId && inside[columns.arrays.folder[slot] as number] === true;
}

/** True for a folder under `path`; '' is above all. */
export function isBelow(folder: string, path: string): boolean {
  return path === '' ? folder !== '' : folder.startsWith(`${path}/`);
}
