// Albums, artists and genres.
import { pageCost, type Builder } from '../builder';
import type { GraphContext } from '../context';
import type { GroupKind } from '../../store/schema';
import type { GroupRecord } from '../groups/group-pages';
import { pageRequest, type Page, type PageArgs } from '../lists/page';
import { plainText, type TrackFilter } from '../tracks/track-filter';
import { trackOrder, type TrackRecord, type TrackSort } from '../tracks/track-order';
import type { Inputs } from './inputs';
import type { Refs } from './refs';

/** Tracks under an album, artist or genre are read for all of a page at once. */
type TracksArgs = PageArgs & { readonly filter?: TrackFilter | null | undefined; readonly sort?: TrackSort | null | undefined };

export function addGroups(builder: Builder, refs: Refs, inputs: Inputs): void {
  addAlbum(builder, refs, inputs);
  addArtist(builder, refs, inputs);
  addGenre(builder, refs, inputs);
}

function tracksOf(kind: GroupKind, group: GroupRecord, { filter, sort, ...page }: TracksArgs, { loaders }: GraphContext): Promise<Page<TrackRecord>> {
  const question = { filter: filter ?? {}, order: trackOrder(sort ?? { by: 'SHELF', descending: false }), page: pageRequest(page) };
  return loaders.tracksOf.load({ parent: kind, key: group.group_key, question });
}

function addAlbum(builder: Builder, refs: Refs, { trackFilter, trackSort }: Inputs): void {
  builder.node(refs.album, {
    id: { resolve: (album) => album.group_key },
    loadOne: (id, { loaders }) => loaders.group.album.load(plainText(id)),
    fields: (t) => ({
      key: t.exposeID('group_key', { description: 'The albumKey.' }),
      name: t.exposeString('name'),
      artist: t.exposeString('album_artist', { nullable: true }),
      ofArtist: t.field({
        type: refs.artist, nullable: true, complexity: 5,
        resolve: ({ album_artist_key: key }, _, { loaders }) => (key ? loaders.group.artist.load(key) : null),
      }),
      year: t.exposeInt('year', { nullable: true, description: 'The latest of its tracks.' }),
      trackCount: t.exposeInt('track_count'),
      durationS: t.exposeFloat('duration_s'),
      coverHash: t.exposeID('cover_hash', { nullable: true }),
      playCount: t.exposeInt('play_count'),
      lastPlayedAt: t.field({ type: 'Milliseconds', nullable: true, resolve: (album) => album.last_played_at_ms }),
      addedAt: t.field({ type: 'Milliseconds', resolve: (album) => album.added_at_ms }),
      tracks: t.connection({
        type: refs.track, args: { filter: t.arg({ type: trackFilter }), sort: t.arg({ type: trackSort }) }, complexity: pageCost,
        resolve: (album, args, context) => tracksOf('album', album, args, context),
      }),
    }),
  });
}

function addArtist(builder: Builder, refs: Refs, { trackFilter, trackSort }: Inputs): void {
  builder.node(refs.artist, {
    id: { resolve: (artist) => artist.group_key },
    loadOne: (id, { loaders }) => loaders.group.artist.load(plainText(id)),
    fields: (t) => ({
      key: t.exposeID('group_key', { description: 'The artistKey.' }),
      name: t.exposeString('name'),
      trackCount: t.exposeInt('track_count'),
      albumCount: t.exposeInt('album_count'),
      durationS: t.exposeFloat('duration_s'),
      playCount: t.exposeInt('play_count'),
      lastPlayedAt: t.field({ type: 'Milliseconds', nullable: true, resolve: (artist) => artist.last_played_at_ms }),
      addedAt: t.field({ type: 'Milliseconds', resolve: (artist) => artist.added_at_ms }),
      albums: t.field({
        type: [refs.album], description: 'Albums that the artist is on, most recent first.', complexity: { field: 5, multiplier: 10 },
        resolve: ({ group_key: key }, _, { loaders }) => loaders.albumsOfArtist.load(key),
      }),
      tracks: t.connection({
        type: refs.track, args: { filter: t.arg({ type: trackFilter }), sort: t.arg({ type: trackSort }) }, complexity: pageCost,
        resolve: (artist, args, context) => tracksOf('artist', artist, args, context),
      }),
    }),
  });
}

function addGenre(builder: Builder, refs: Refs, { trackFilter, trackSort }: Inputs): void {
  builder.node(refs.genre, {
    id: { resolve: (genre) => genre.group_key },
    loadOne: (id, { loaders }) => loaders.group.genre.load(plainText(id)),
    fields: (t) => ({
      key: t.exposeID('group_key', { description: 'The name without case and accents.' }),
      name: t.exposeString('name'),
      trackCount: t.exposeInt('track_count'),
      albumCount: t.exposeInt('album_count'),
      durationS: t.exposeFloat('duration_s'),
      playCount: t.exposeInt('play_count'),
      lastPlayedAt: t.field({ type: 'Milliseconds', nullable: true, resolve: (genre) => genre.last_played_at_ms }),
      addedAt: t.field({ type: 'Milliseconds', resolve: (genre) => genre.added_at_ms }),
      tracks: t.connection({
        type: refs.track, args: { filter: t.arg({ type: trackFilter }), sort: t.arg({ type: trackSort }) }, complexity: pageCost,
        resolve: (genre, args, context) => tracksOf('genre', genre, args, context),
      }),
    }),
  });
}
