// What the home screen holds: what was played, what is new, and mixes made from the sound of the library.
import { computed } from 'vue';
import { lovedRecordings, mostPlayed, recentlyPlayed, soundSample } from '../db/listening';
import { tracksOfRecordings, trackViews } from '../db/tracks';
import type { Database } from '../db/database';
import type { ContentKey, CoverHash, TrackId } from '../domain/library/ids';
import type { TrackView } from '../domain/library/track-view';
import { ok } from '../domain/result';
import { mixTagIndexes, soundTagNames } from '../domain/sound/sound-tags';
import type { Library } from '../services/library/library';
import { tagMixes } from './mixes';
import { useServices } from './services';
import { useLibraryAnswer } from './use-library-answer';
import { useLiveQuery } from './use-live-query';

export interface Mix {
  readonly id: string;
  readonly kind: 'like' | 'tag';
  /** The title of the track it grew from, or the name of the tag. */
  readonly name: string;
  readonly trackIds: readonly TrackId[];
  /** Up to four different covers of its tracks. */
  readonly coverHashes: readonly CoverHash[];
}

const SHELF = 12;
const MIX_TRACKS = 30;
const LEAST_TRACKS = 4;
const SAMPLE = 600;
const PLAYS_OF_A_FAVOURITE = 2;

export function useRecentTracks() {
  const { db } = useServices();
  return useLiveQuery(() => async () => viewsOf(db, await recentlyPlayed(db, SHELF)));
}

export function useNewAlbums() {
  const { library } = useServices();
  const albums = useLibraryAnswer(() => 'album' as const, (kind) => library.groups(kind, ''));
  const newest = computed(() => albums.value.value && [...albums.value.value].sort((a, b) => b.addedAtMs - a.addedAtMs).slice(0, SHELF));
  return { newest, error: albums.error };
}

export function useMixes() {
  const { db, library } = useServices();
  return useLibraryAnswer(() => 'mixes', async () => ok([...(await likeMixes(db, library)), ...(await soundMixes(db))].filter((mix) => mix.trackIds.length >= LEAST_TRACKS)));
}

async function viewsOf(db: Database, contentKeys: readonly ContentKey[]): Promise<TrackView[]> {
  const held = await tracksOfRecordings(db, contentKeys);
  return trackViews(db, contentKeys.flatMap((key) => held.get(key) ?? []));
}

/** One mix for each of a few tracks that the person loves or plays often. */
async function likeMixes(db: Database, library: Library): Promise<Mix[]> {
  const favourites = [...(await lovedRecordings(db, 2)), ...(await mostPlayed(db, 2, PLAYS_OF_A_FAVOURITE))];
  const seeds = await viewsOf(db, [...new Set(favourites)].slice(0, 2));
  const mixes = await Promise.all(seeds.map(async (seed) => {
    const hits = await library.similar(seed.trackId, MIX_TRACKS - 1);
    const alike = hits.ok ? hits.value.filter((hit) => hit.similarity > 0) : [];
    return [await mixOf(db, 'like', seed.title, [seed.trackId, ...alike.map((hit) => hit.trackId)])];
  }));
  return mixes.flat();
}

async function soundMixes(db: Database): Promise<Mix[]> {
  const sounds = (await soundSample(db, SAMPLE)).flatMap(({ contentKey, soundTags }) => (soundTags ? [{ contentKey, soundTags }] : []));
  const mixes = tagMixes(sounds, { mixes: 4, tracksAtMost: MIX_TRACKS, tracksAtLeast: LEAST_TRACKS, tagIndexes: mixTagIndexes });
  return Promise.all(mixes.map(async (mix) => {
    const held = await tracksOfRecordings(db, mix.contentKeys);
    return mixOf(db, 'tag', soundTagNames[mix.tagIndex] ?? '', mix.contentKeys.flatMap((key) => held.get(key) ?? []));
  }));
}

async function mixOf(db: Database, kind: Mix['kind'], name: string, trackIds: readonly TrackId[]): Promise<Mix> {
  const views = await trackViews(db, trackIds);
  const covers = [...new Set(views.flatMap((view) => view.coverHash ?? []))];
  return { id: `${kind} ${name}`, kind, name, trackIds: views.filter((view) => !view.missing && !view.hidden).map((view) => view.trackId), coverHashes: covers.slice(0, 4) };
}
