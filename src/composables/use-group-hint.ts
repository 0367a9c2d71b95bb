// The line below the name of an album or artist.
import { useI18n } from 'vue-i18n';
import type { Group } from '../domain/query/query';

export function useGroupHint() {
  const { t, n } = useI18n();
  return (group: Group, kind: 'album' | 'artist'): string => {
    if (kind === 'album') return [group.subtitle ?? t('common.unknownArtist'), group.year].filter(Boolean).join(' · ');
    return group.albumCount > 0 ? t('common.albums', { n: n(group.albumCount) }, group.albumCount) : t('common.tracks', { n: n(group.trackCount) }, group.trackCount);
  };
}
