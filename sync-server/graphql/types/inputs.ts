// Filters and sorts as clients write them.
import type { Builder } from '../builder';
import { GROUP_SORT_FIELDS, type GroupSort } from '../groups/group-order';
import type { GroupFilter } from '../groups/group-pages';
import { FACT_KINDS } from '../../../src/domain/sync/facts';
import type { FactFilter } from '../facts';
import type { PlaylistFilter } from '../playlists/playlist-pages';
import type { PlayFilter } from '../plays';
import type { Range, TrackFilter } from '../tracks/track-filter';
import { TRACK_SORT_FIELDS, type TrackSort } from '../tracks/track-order';

export type Inputs = ReturnType<typeof createInputs>;

export function createInputs(builder: Builder) {
  const ranges = createRanges(builder);
  const trackFilter = createTrackFilter(builder, ranges);
  return {
    trackFilter,
    trackSort: createTrackSort(builder),
    groupFilter: createGroupFilter(builder, ranges, trackFilter),
    groupSort: createGroupSort(builder),
    playlistFilter: builder.inputRef<PlaylistFilter>('PlaylistFilter').implement({
      fields: (t) => ({
        text: t.string({ description: 'Words of the name.' }),
        contentKeys: t.idList({ description: 'Playlists with any of these recordings in them.' }),
      }),
    }),
    playFilter: builder.inputRef<PlayFilter>('PlayFilter').implement({
      fields: (t) => ({ contentKeys: t.idList(), deviceIds: t.idList(), at: t.field({ type: ranges.times }) }),
    }),
    factFilter: builder.inputRef<FactFilter>('FactFilter').implement({
      fields: (t) => ({ kinds: t.field({ type: [createFactKind(builder)] }), contentKeys: t.idList(), deviceIds: t.idList() }),
    }),
  };
}

function createRanges(builder: Builder) {
  return {
    ints: builder.inputRef<Range>('IntRange').implement({ description: 'Both ends belong to it.', fields: (t) => ({ min: t.int(), max: t.int() }) }),
    floats: builder.inputRef<Range>('FloatRange').implement({ description: 'Both ends belong to it.', fields: (t) => ({ min: t.float(), max: t.float() }) }),
    times: builder.inputRef<Range>('TimeRange').implement({
      description: 'Both ends belong to it.',
      fields: (t) => ({ min: t.field({ type: 'Milliseconds' }), max: t.field({ type: 'Milliseconds' }) }),
    }),
  };
}

function createTrackFilter(builder: Builder, { ints, floats, times }: ReturnType<typeof createRanges>) {
  return builder.inputRef<TrackFilter>('TrackFilter').implement({
    description: 'Every given part must hold. A track without a value is in no range of it.',
    fields: (t) => ({
      text: t.string({ description: 'Words of title, artist, album or genre; case and accents do not matter.' }),
      contentKeys: t.idList(),
      artistKeys: t.idList({ description: 'Of the track or of its album.' }),
      albumKeys: t.idList(),
      artist: t.string({ description: 'The whole name of the artist or album artist; case and accents do not matter.' }),
      album: t.string({ description: 'The whole name of the album; case and accents do not matter.' }),
      genres: t.stringList({ description: 'Any of these; case and accents do not matter.' }),
      codecs: t.stringList({ description: 'Any of these.' }),
      camelot: t.stringList({ description: 'Any of these keys as Camelot codes, such as 8A.' }),
      mode: t.field({ type: builder.enumType('Mode', { values: ['major', 'minor'] as const }) }),
      year: t.field({ type: ints }), trackNo: t.field({ type: ints }), discNo: t.field({ type: ints }),
      durationS: t.field({ type: floats }), tempoBpm: t.field({ type: floats }), tempoConfidence: t.field({ type: floats }), loudnessLufs: t.field({ type: floats }),
      rating: t.field({ type: ints, description: 'In half stars, 1–10.' }),
      playCount: t.field({ type: ints }), addedAt: t.field({ type: times }), lastPlayedAt: t.field({ type: times }),
      loved: t.boolean(), rated: t.boolean(), played: t.boolean(),
      held: t.boolean({ description: 'Whether any device holds it.' }),
      heldBy: t.id({ description: 'A device that holds it.' }),
      hasAnalysis: t.boolean(), hasVector: t.boolean(), hasCover: t.boolean(),
    }),
  });
}

function createTrackSort(builder: Builder) {
  const by = builder.enumType('TrackSortField', { values: TRACK_SORT_FIELDS, description: 'SHELF: by album artist, album, disc, number and title.' });
  return builder.inputRef<TrackSort>('TrackSort').implement({
    description: 'What has no value comes last in both directions.',
    fields: (t) => ({ by: t.field({ type: by, required: true }), descending: t.boolean({ required: true, defaultValue: false }) }),
  });
}

function createGroupFilter(builder: Builder, { ints, floats, times }: ReturnType<typeof createRanges>, tracks: ReturnType<typeof createTrackFilter>) {
  return builder.inputRef<GroupFilter>('GroupFilter').implement({
    description: 'Every given part must hold.',
    fields: (t) => ({
      text: t.string({ description: 'Words of the name, and of an album’s artist; case and accents do not matter.' }),
      keys: t.idList(),
      year: t.field({ type: ints }), trackCount: t.field({ type: ints }), albumCount: t.field({ type: ints }), durationS: t.field({ type: floats }),
      playCount: t.field({ type: ints }), addedAt: t.field({ type: times }), lastPlayedAt: t.field({ type: times }),
      tracks: t.field({ type: tracks, description: 'At least one track passes this; the group counts all of its tracks.' }),
    }),
  });
}

function createGroupSort(builder: Builder) {
  const by = builder.enumType('GroupSortField', { values: GROUP_SORT_FIELDS, description: 'ARTIST is of use for albums.' });
  return builder.inputRef<GroupSort>('GroupSort').implement({
    description: 'What has no value comes last in both directions.',
    fields: (t) => ({ by: t.field({ type: by, required: true }), descending: t.boolean({ required: true, defaultValue: false }) }),
  });
}

function createFactKind(builder: Builder) {
  return builder.enumType('FactKind', { values: FACT_KINDS });
}
