// Which tab of the right panel is open; remembered with the settings.
import { computed } from 'vue';
import { usePreferencesStore } from '../stores/mirrors';
import type { PreferenceValues } from '../services/preferences/preferences';
import { useServices } from './services';

export type Panel = NonNullable<PreferenceValues['panel']>;

export function usePanel() {
  const { preferences } = useServices();
  const store = usePreferencesStore();
  const panel = computed(() => store.state.panel);
  const show = (next: Panel | null) => preferences.set({ panel: next });
  return { panel, show, togglePanel: (tab: Panel) => show(panel.value === null ? tab : null) };
}
