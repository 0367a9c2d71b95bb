// All that the page of an album shows: its tracks, their versions, what they say together, and editions of it elsewhere in the library.
import { computed } from 'vue';
import { tracksByIds, trackViews } from '../db/tracks';
import { absentTracks, releaseFacts, sharedTitle } from '../domain/library/album-facts';
import type { AlbumKey, TrackId } from '../domain/library/ids';
import { looseName } from '../domain/library/loose-name';
import { formatBadges } from '../domain/library/quality';
import { discsOf, mostCommon } from '../domain/library/releases';
import { settledTags } from '../domain/library/settled-album';
import { versionsByTrack } from '../domain/library/versions';
import { useServices } from './services';
import { useAlbumLoudness } from './use-album-loudness';
import { useEntity } from './use-entity';
import { useLiveQuery } from './use-live-query';
import { useSteadyAnswer } from './use-steady-answer';
import { useTagDetails } from './use-tag-details';
import { useTrackList } from './use-track-list';

const BY_NUMBER = { by: 'trackNo', descending: false } as const;
/** An album with more is shown; what its rows say together is of these. */
const READ_ROWS = 1000;

export function useAlbum(albumKey: () => AlbumKey) {
  const entity = useEntity(() => ({ albumKey: albumKey() }), () => BY_NUMBER);
  const { rows, details } = useAlbumRows(() => entity.trackIds.value);
  const head = computed(() => {
    const tracks = entity.views.value ?? [];
    const albumArtist = mostCommon(tracks.map((view) => view.albumArtist));
    return {
      name: mostCommon(tracks.map((view) => view.album)),
      albumArtist,
      credit: tracks.find((view) => view.albumArtist === albumArtist)?.albumCredit ?? [],
      year: mostCommon(tracks.map((view) => view.year)),
      coverHash: mostCommon(tracks.map((view) => view.coverHash)),
    };
  });
  const discs = computed(() => {
    const subtitles = new Map((rows.value ?? []).map((row) => [row.trackId, (row.tags && settledTags(row.tags, row.settledAlbum).discSubtitle) ?? null]));
    return discsOf(entity.views.value ?? []).map(({ discNo, tracks }) => ({
      discNo, trackIds: Uint32Array.from(tracks, (view) => view.trackId), durationS: tracks.reduce((sum, view) => sum + (view.durationS ?? 0), 0),
      subtitle: mostCommon(tracks.map((view) => subtitles.get(view.trackId) ?? null)),
    }));
  });
  const facts = computed(() => (rows.value ? releaseFacts(rows.value, details.value) : null));
  const absent = computed(() => {
    const views = new Map((entity.views.value ?? []).map((view) => [view.trackId, view]));
    return absentTracks((rows.value ?? []).map(({ trackId, tags }) => ({
      discNo: views.get(trackId)?.discNo ?? null, trackNo: tags?.trackNo ?? null, trackTotal: tags?.trackTotal ?? null, discTotal: tags?.discTotal ?? null,
    })));
  });
  return {
    ...entity, head, discs, facts, absent,
    badges: computed(() => formatBadges((rows.value ?? []).map((row) => row.technical))),
    loudness: useAlbumLoudness(() => entity.views.value ?? []),
    taggedGainDb: computed(() => mostCommon((rows.value ?? []).map(({ tags }) => tags?.replayGainAlbumDb ?? null))),
    versions: useVersions(albumKey, () => entity.trackIds.value?.length ?? 0),
    others: useOtherVersions(albumKey, () => (head.value.name === null ? undefined : { name: head.value.name, artist: head.value.albumArtist })),
  };
}

function useAlbumRows(trackIds: () => Uint32Array | null) {
  const { db } = useServices();
  const live = useLiveQuery(() => {
    const ids = Array.from((trackIds() ?? []).slice(0, READ_ROWS)) as TrackId[];
    return ids.length === 0 ? null : () => tracksByIds(db, ids);
  });
  return { rows: live.value, details: useTagDetails(() => (trackIds()?.[0] ?? 0) as TrackId) };
}

/** By the track that stands for them; empty where no track has a second version. */
function useVersions(albumKey: () => AlbumKey, standing: () => number) {
  const { db } = useServices();
  const all = useTrackList(() => ({ text: '', filter: { albumKey: albumKey(), versions: 'all' }, sort: BY_NUMBER }));
  const live = useLiveQuery(() => {
    const ids = Array.from((all.trackIds.value ?? []).slice(0, READ_ROWS * 2)) as TrackId[];
    return ids.length <= standing() ? null : () => trackViews(db, ids);
  });
  return computed(() => versionsByTrack((live.value.value ?? []).filter((view) => view.albumKey === albumKey() && !view.hidden)));
}

/** Albums of the same artist whose title is the same but for the edition. */
function useOtherVersions(albumKey: () => AlbumKey, album: () => { readonly name: string; readonly artist: string | null } | undefined) {
  const { library } = useServices();
  const found = useSteadyAnswer(() => album() && { ...album(), shared: sharedTitle(album()?.name ?? '') }, ({ shared }) => library.groups('album', shared));
  return computed(() => {
    const asked = found.answered.value;
    return (found.value.value ?? []).filter(({ key, name, subtitle }) => (
      asked && key !== albumKey() && sharedTitle(name) === asked.shared && looseName(subtitle ?? '') === looseName(asked.artist ?? '')
    ));
  });
}
