// The line below the name of an album or artist.
import { useI18n } from 'vue-i18n';
import type { Group } from '../domain/query/query';

export interface GroupHint {
  /** Cut where there is no room. */
  readonly text: string;
  /** Stands after it, whole. */
  readonly year: number | null;
}

export function useGroupHint() {
  const { t, n } = useI18n();
  const tracks = (group: Group) => t('common.tracks', { n: n(group.trackCount) }, group.trackCount);
  /** @param ofOne all albums are by one artist, whom nothing has to name again */
  return (group: Group, kind: 'album' | 'artist', ofOne = false): GroupHint => {
    if (kind === 'album') return { text: ofOne ? tracks(group) : (group.subtitle ?? t('common.unknownArtist')), year: group.year };
    return { text: group.albumCount > 0 ? t('common.albums', { n: n(group.albumCount) }, group.albumCount) : tracks(group), year: null };
  };
}
