// Plays the files that the system opened with the app, and says so of those it cannot play.
import { useI18n } from 'vue-i18n';
import { useServices } from './services';
import { useToasts } from './use-toasts';

export function useOpenedFiles(): void {
  const { t } = useI18n();
  const { launches, player, folders } = useServices();
  const { show } = useToasts();
  launches.listen(({ trackIds, unknownNames }) => {
    if (trackIds.length > 0) player.playAll(trackIds);
    if (unknownNames.length === 0) return;
    show(t('frame.openedUnknown', { names: unknownNames.join(', ') }), { label: t('frame.action.addFolder'), run: () => void folders.pick() });
  });
}
