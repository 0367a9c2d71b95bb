// An artist with all that a person merged into it: names, albums, tracks, compositions.
import { computed } from 'vue';
import { artistPictures } from '../db/artist-pictures';
import { artistLinks } from '../db/artists';
import { aliasesOf, shownKey } from '../domain/library/artist-aliases';
import { artistNames } from '../domain/library/artist-names';
import { shownPictures, type ArtistPictures } from '../domain/library/artist-pictures';
import { discographyOf } from '../domain/library/discography';
import type { ArtistKey } from '../domain/library/ids';
import { mostCommon } from '../domain/library/releases';
import type { Sort } from '../domain/query/query';
import { useServices } from './services';
import { useEntity } from './use-entity';
import { useLiveQuery } from './use-live-query';

/** An artist that is shown under another one. */
export interface MergedArtist {
  readonly key: ArtistKey;
  /** null where no track of this library has it. */
  readonly name: string | null;
}

const NO_PICTURES: ArtistPictures = new Map();

export function useArtist(key: () => ArtistKey, sort: () => Sort) {
  const { db } = useServices();
  const links = useLiveQuery(() => () => artistLinks(db));
  const aliases = computed(() => aliasesOf(links.value.value ?? new Map()));
  /** The key that the artist is shown under. */
  const shown = computed(() => shownKey(key(), aliases.value));
  const mergedKeys = computed(() => [...aliases.value].flatMap(([from, into]) => (into === shown.value ? [from] : [])));
  const keys = computed(() => new Set([shown.value, ...mergedKeys.value]));

  const credited = useEntity(() => ({ artistKey: key() }), sort);
  const composed = useEntity(() => ({ composerKey: key() }), sort);
  const views = computed(() => [...(credited.views.value ?? []), ...(composed.views.value ?? [])]);
  const pictures = useLiveQuery(() => () => artistPictures(db));
  const picture = computed(() => shownPictures(pictures.value.value ?? NO_PICTURES, aliases.value).get(shown.value) ?? null);
  const names = computed(() => artistNames(views.value, keys.value));

  return {
    credited, composed, shown,
    name: computed(() => names.value.get(shown.value) ?? [...names.value.values()][0] ?? null),
    merged: computed(() => mergedKeys.value.map((each): MergedArtist => ({ key: each, name: names.value.get(each) ?? null }))),
    coverHash: computed(() => picture.value ?? mostCommon(views.value.map((view) => view.coverHash))),
    albums: computed(() => discographyOf(credited.views.value ?? [], (each) => each !== null && keys.value.has(each))),
    ready: computed(() => pictures.value.value !== undefined && [credited, composed].every(({ trackIds, views: rows }) => trackIds.value !== null && (trackIds.value.length === 0 || rows.value !== undefined))),
    gone: computed(() => credited.gone.value && composed.gone.value),
    error: computed(() => credited.error.value ?? composed.error.value),
    retry: () => [credited, composed].forEach((each) => each.retry()),
  };
}
